package io.tocsin.collector.remotewrite;

import io.tocsin.collector.intake.RawLabels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The strings of one request by their index. Each is looked up once, when it is first referred to. */
final class SymbolTable {

    private final byte[] request;
    private final Symbols symbols;
    private final int most;
    private final RawLabels probe = RawLabels.probe();
    private int[] bounds = new int[128];
    private @Nullable Symbol[] met = new Symbol[0];
    private int size;

    /** @param most strings that are taken */
    SymbolTable(byte[] request, Symbols symbols, int most) {
        this.request = request;
        this.symbols = symbols;
        this.most = most;
    }

    /** The next one: these bytes of the request. */
    void add(int from, int to) throws RemoteWriteException {
        if (size == most) {
            throw RemoteWriteException.tooManySymbols("more than " + most + " symbols in a request");
        }
        if (2 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * size] = from;
        bounds[2 * size + 1] = to;
        size++;
    }

    /** To be called when all have been added. */
    void complete() throws RemoteWriteException {
        if (size > 0 && bounds[0] != bounds[1]) {
            throw RemoteWriteException.malformed("symbols[0] must be the empty string, it has "
                    + (bounds[1] - bounds[0]) + " bytes: references to it would mean something else than nothing");
        }
        met = new Symbol[size];
    }

    /**
     * @param field that refers to it, for the message
     * @param series which of the request, for the message
     */
    Symbol at(int ref, String field, int series) throws RemoteWriteException {
        if (Integer.compareUnsigned(ref, size) >= 0) {
            throw RemoteWriteException.malformed(field + " of time series " + series + " refers to symbol "
                    + Integer.toUnsignedString(ref) + ", there are " + size + " symbols");
        }
        Symbol symbol = met[ref];
        if (symbol == null) {
            probe.pointTo(request, bounds[2 * ref], bounds[2 * ref + 1]);
            symbol = symbols.of(probe);
            met[ref] = symbol;
        }
        return symbol;
    }
}
