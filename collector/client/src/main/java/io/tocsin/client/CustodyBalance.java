package io.tocsin.client;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one custody address holds.
 *
 * @param balance in units of the asset: at most 20 digits before the point and 18 behind it
 * @param checkMillis how long asking for it took, in milliseconds; null: not measured
 */
public record CustodyBalance(
        String address, BigDecimal balance, @Nullable Long checkMillis) {

    public CustodyBalance {
        address = Checked.text("address", address);
        balance = Checked.amount("balance", balance);
        checkMillis = Checked.optionalMillis("checkMillis", checkMillis);
    }
}
