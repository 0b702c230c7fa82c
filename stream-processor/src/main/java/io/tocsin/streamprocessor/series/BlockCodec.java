package io.tocsin.streamprocessor.series;

import java.util.Arrays;

/** What compressing and reading blocks needs, made once and used again. Not thread-safe: one a reader, one the writer. */
final class BlockCodec {

    /** Rows that are turned from columns at a time: as many doubles as a cache line holds. */
    private static final int TILE = 8;

    private final RowEncoder encoder = new RowEncoder(OpenBlock.MAX_COLUMNS);
    private final RowDecoder decoder = new RowDecoder(OpenBlock.MAX_COLUMNS);
    private final ByteSink sink = new ByteSink();
    private final ByteCursor cursor = new ByteCursor();
    private final double[] cells = new double[OpenBlock.MAX_COLUMNS];
    private final double[] tile = new double[TILE * OpenBlock.MAX_COLUMNS];
    private final long[] timestamps = new long[OpenBlock.MAX_COLUMNS];
    private final long[] horizons = new long[OpenBlock.MAX_COLUMNS];

    RowDecoder decoder() {
        return decoder;
    }

    ByteSink sink() {
        return sink;
    }

    ByteCursor cursor() {
        return cursor;
    }

    double[] cells() {
        return cells;
    }

    long[] timestamps() {
        return timestamps;
    }

    long[] horizons() {
        return horizons;
    }

    /**
     * Writes the rows to the sink.
     *
     * @param offsets takes where each row begins, and at last the end
     * @return the number of samples
     */
    int encodeRows(OpenBlock block, int width, int[] offsets) {
        int columns = block.columns().size;
        int samples = 0;
        for (int row = 0; row < width; row++) {
            int inTile = row % TILE;
            if (inTile == 0) {
                turn(block, row, Math.min(row + TILE, width), columns);
            }
            offsets[row] = sink.size();
            samples += encoder.encode(tile, inTile * columns, (inTile + 1) * columns, sink);
        }
        offsets[width] = sink.size();
        return samples;
    }

    private void turn(OpenBlock block, int fromRow, int toRow, int columns) {
        Arrays.fill(tile, Cell.ABSENT);
        for (int column = 0; column < columns; column++) {
            for (int row = fromRow; row < toRow; row++) {
                tile[(row - fromRow) * columns + column] = block.cell(column, row);
            }
        }
    }
}
