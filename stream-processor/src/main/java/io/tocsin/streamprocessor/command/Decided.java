package io.tocsin.streamprocessor.command;

import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * What was decided for one episode, for good; and how it is to be taken back, as the rule had it then.
 *
 * @param id of the command
 * @param given false: it was suppressed
 */
record Decided(String id, boolean given, String target, Optional<String> reversal, Duration ttl, boolean dryRun) {

    static Decided of(String id, CommandRequest request, boolean given, boolean dryRun) {
        return new Decided(id, given, request.target(), request.reversal(), request.ttl(), dryRun);
    }

    byte[] encode() {
        return new BinaryWriter()
                .writeString(id)
                .writeBoolean(given)
                .writeString(target)
                .writeBoolean(reversal.isPresent())
                .writeString(reversal.orElse(""))
                .writeLong(ttl.toMillis())
                .writeBoolean(dryRun)
                .toBytes();
    }

    static Decided decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        String id = in.readString();
        boolean given = in.readBoolean();
        String target = in.readString();
        boolean hasReversal = in.readBoolean();
        String reversal = in.readString();
        Duration ttl = Duration.ofMillis(in.readLong());
        return new Decided(
                id, given, target, hasReversal ? Optional.of(reversal) : Optional.empty(), ttl, in.readBoolean());
    }
}
