package io.tocsin.streamprocessor.commandlog;

import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.SuppressionReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands to test with, decided at {@link #AT} with a minute to live. */
public final class Commands {

    public static final long AT = 1_700_000_000_000L;
    static final long TTL = 60_000;

    private Commands() {}

    public static Command given(String id, String target) {
        return command(id, target).build();
    }

    static Command given(String id, long at) {
        return command(id, "bridge").setAt(at).build();
    }

    static Command suppressed(String id, SuppressionReason reason) {
        return command(id, "bridge").setSuppressed(reason).build();
    }

    static Command dryRun(String id) {
        return command(id, "bridge").setDryRun(true).build();
    }

    static Command reversal(String id, String of, @Nullable SuppressionReason suppressed) {
        return command(id, "bridge").setReversalOf(of).setSuppressed(suppressed).build();
    }

    private static Command.Builder command(String id, String target) {
        return Command.newBuilder()
                .setId(id)
                .setName("PAUSE")
                .setTarget(target)
                .setAt(AT)
                .setTtlMillis(TTL)
                .setRule("Failures")
                .setFingerprint("f")
                .setEpisode("e")
                .setLabels(Map.of("alertname", "Failures"))
                .setValue(0.3);
    }
}
