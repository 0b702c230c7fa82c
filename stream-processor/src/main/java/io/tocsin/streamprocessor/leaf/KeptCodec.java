package io.tocsin.streamprocessor.leaf;

import io.tocsin.promql.ast.Selector;
import io.tocsin.schemas.labels.Matcher;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.state.BinaryReader;
import io.tocsin.streamprocessor.state.BinaryWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rules keep longer, as bytes of the state. */
final class KeptCodec {

    private KeptCodec() {}

    static byte[] encode(Map<Selector, Forgotten.Kept> kept) {
        BinaryWriter out = new BinaryWriter().writeCount(kept.size());
        kept.forEach((selector, as) -> {
            out.writeLong(as.lookMillis()).writeLong(as.floor());
            out.writeCount(selector.matchers().size());
            selector.matchers()
                    .forEach(matcher -> out.writeString(matcher.name())
                            .writeString(matcher.type().symbol())
                            .writeString(matcher.value()));
        });
        return out.toBytes();
    }

    static Map<Selector, Forgotten.Kept> decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        Map<Selector, Forgotten.Kept> kept = new HashMap<>();
        for (int left = in.readCount(); left > 0; left--) {
            Forgotten.Kept as = new Forgotten.Kept(in.readLong(), in.readLong());
            List<Matcher> matchers = new ArrayList<>();
            for (int more = in.readCount(); more > 0; more--) {
                matchers.add(Matcher.of(in.readString(), Matcher.Type.of(in.readString()), in.readString()));
            }
            kept.put(new Selector(matchers), as);
        }
        return kept;
    }
}
