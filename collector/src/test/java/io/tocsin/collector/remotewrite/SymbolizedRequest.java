package io.tocsin.collector.remotewrite;

import io.tocsin.collector.remotewrite.WriteRequests.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Builds an {@code io.prometheus.write.v2.Request}; the strings get their numbers as they come. */
public final class SymbolizedRequest {

    private final Map<String, Integer> symbols = new LinkedHashMap<>();
    private final Message series = new Message();

    public SymbolizedRequest() {
        symbols.put("", 0);
    }

    /** One that begins with other strings, so that its numbers differ. */
    public static SymbolizedRequest after(String... strings) {
        SymbolizedRequest request = new SymbolizedRequest();
        for (String string : strings) {
            request.ref(string);
        }
        return request;
    }

    public int ref(String string) {
        Integer known = symbols.putIfAbsent(string, symbols.size());
        return known == null ? symbols.size() - 1 : known;
    }

    /** How many there are. */
    public int symbols() {
        return symbols.size();
    }

    public int[] refs(String... strings) {
        int[] refs = new int[strings.length];
        for (int i = 0; i < refs.length; i++) {
            refs[i] = ref(strings[i]);
        }
        return refs;
    }

    /** Labels, and what follows them. */
    public SymbolizedRequest series(Consumer<Message> rest, String... namesAndValues) {
        return timeSeries(s -> rest.accept(s.packed(1, refs(namesAndValues))));
    }

    public SymbolizedRequest timeSeries(Consumer<Message> fields) {
        series.message(5, fields);
        return this;
    }

    /** As most senders have them: {@code job} is api. */
    public SymbolizedRequest sample(String name, String instance, double value, long timestamp) {
        return series(s -> s.sample(value, timestamp), "__name__", name, "instance", instance, "job", "api");
    }

    /** The fields of a {@code Metadata}. */
    public Consumer<Message> metadata(int type, String help, String unit) {
        return m -> m.varint(1, type).varint(3, ref(help)).varint(4, ref(unit));
    }

    public byte[] toBytes() {
        return join(symbolBytes(), series.toBytes());
    }

    /** As nobody writes it, though protobuf allows it. */
    public byte[] toBytesSeriesFirst() {
        return join(series.toBytes(), symbolBytes());
    }

    private byte[] symbolBytes() {
        Message table = new Message();
        symbols.keySet().forEach(string -> table.text(4, string));
        return table.toBytes();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
