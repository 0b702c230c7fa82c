package io.tocsin.schemas.wire;

import io.tocsin.schemas.avro.AlertState;
import io.tocsin.schemas.avro.AlertTransition;
import io.tocsin.schemas.avro.CustodyBalance;
import io.tocsin.schemas.avro.ReserveSnapshot;
import io.tocsin.schemas.avro.TransitionReason;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that have a bit of everything. */
final class Samples {

    private Samples() {}

    /** @param names the order in which the labels are put into their map */
    static AlertTransition transition(String... names) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String name : names) {
            labels.put(name, "value of " + name);
        }
        return AlertTransition.newBuilder()
                .setNamespace("default")
                .setGroup("hosts")
                .setRule("HighLoad")
                .setLabels(labels)
                .setFingerprint("00112233445566aa")
                .setEpisode("e1")
                .setState(AlertState.FIRING)
                .setPreviousState(AlertState.PENDING)
                .setReason(TransitionReason.FOR_ELAPSED)
                .setAt(60_000)
                .setActiveAt(0)
                .setFiredAt(60_000L)
                .setValue(1.5)
                .setExpr("load > 1")
                .setVersion("v1")
                .build();
    }

    static ReserveSnapshot reserves() {
        return ReserveSnapshot.newBuilder()
                .setEventId("r1")
                .setAsset("ckALGO")
                .setTimestamp(1)
                .setSupply(amount("1000000.000001"))
                .setLocked(amount("999999.5"))
                .setUserBalances(amount("1000000.000001"))
                .setCustody(List.of(CustodyBalance.newBuilder()
                        .setAddress("A")
                        .setBalance(amount("999999.5"))
                        .setCheckMillis(12L)
                        .build()))
                .build();
    }

    static BigDecimal amount(String text) {
        return new BigDecimal(text).setScale(18);
    }
}
