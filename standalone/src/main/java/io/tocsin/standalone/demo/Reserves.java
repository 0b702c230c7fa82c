package io.tocsin.standalone.demo;

import io.tocsin.schemas.avro.ReserveSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What backs the token, told every 15 seconds. */
final class Reserves {
    private static final long EVERY = 15_000;
    private static final BigDecimal SUPPLY = new BigDecimal("1000000");
    private static final String ASSET = "ALGO";

    /** A little more than there has to be. */
    private static final double CALM = 1.004;

    private static final double LOW = 0.88;

    private final Agenda agenda;
    private final Script script;
    private final Bridge bridge;

    Reserves(Agenda agenda, Script script, Bridge bridge) {
        this.agenda = agenda;
        this.script = script;
        this.bridge = bridge;
    }

    void begin(long at) {
        agenda.at(at, () -> {
            begin(at + EVERY);
            snapshot(at);
        });
    }

    void snapshot(long at) {
        BigDecimal ratio = BigDecimal.valueOf(ratio(at)).setScale(4, RoundingMode.HALF_UP);
        ReserveSnapshot event = ReserveSnapshot.newBuilder()
                .setEventId("r-" + at)
                .setAsset(ASSET)
                .setTimestamp(at)
                .setSupply(SUPPLY.setScale(18))
                .setLocked(SUPPLY.multiply(ratio).setScale(18))
                .setUserBalances(SUPPLY.setScale(18))
                .setCustody(List.of())
                .setPaused(bridge.isPaused(at, script))
                .setVerifiedAt(at)
                .build();
        agenda.happened(at, ASSET, event);
    }

    private double ratio(long at) {
        double sunk = script.progress(at, Scene.RESERVES_SINK, Scene.RESERVES_LOW);
        double risen = script.progress(at, Scene.RESERVES_RISE, Scene.RESERVES_WELL);
        return CALM + (LOW - CALM) * (sunk - risen);
    }
}
