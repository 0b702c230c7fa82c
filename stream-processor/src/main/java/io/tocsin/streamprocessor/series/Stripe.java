package io.tocsin.streamprocessor.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Series that are sampled together, one a row: closed blocks in log order and the open one. A row belongs to one series
 * for good; a series may leave for another stripe and keeps here what it has.
 */
final class Stripe {

    /** Wider frames are cut, so that closing a block stays a matter of milliseconds. */
    static final int MAX_ROWS = 2048;

    private static final long MAX_SPAN_MILLIS = TimeUnit.HOURS.toMillis(2);

    /** Columns in a row that fill less than a quarter of the stripe, until series that come alone move out. */
    private static final int MAX_NARROW = 4;

    private static final int MIN_WIDTH_TO_SPLIT = 8;

    private final List<ClosedBlock> closed = new ArrayList<>(1);
    private @Nullable Series[] rows;
    private int width;
    private int residents;
    private int departures;
    private @Nullable OpenBlock open;
    private int columnLimit;
    private int narrowColumns;
    private @Nullable OpenBlock measured;
    private int measuredColumn;

    /** For {@link Stripes}: the part being made of a plan. */
    @Nullable
    Part part;

    /** @param firstLimit when to close the first block: stripes that began together shall not close together */
    Stripe(int capacity, int firstLimit) {
        this.rows = new Series[capacity];
        this.columnLimit = firstLimit;
    }

    int width() {
        return width;
    }

    /** The number of series that are at home here. */
    int residents() {
        return residents;
    }

    /** Counts those that have left. */
    int departures() {
        return departures;
    }

    @Nullable
    Series resident(int row) {
        Series series = rows[row];
        return series != null && series.livesAt(this, row) ? series : null;
    }

    boolean isEmpty() {
        return closed.isEmpty() && open == null;
    }

    void house(Series series) {
        if (width == rows.length) {
            rows = Arrays.copyOf(rows, Math.min(MAX_ROWS, 2 * width));
        }
        rows[width] = series;
        series.settle(this, width++);
        residents++;
    }

    void dismiss(Series series) {
        series.leaveHome();
        residents--;
        departures++;
    }

    /** Whether samples of that time would be more cells of the last column. */
    boolean joins(long timestamp, long horizon) {
        return open != null && open.columns().lastIs(timestamp, horizon);
    }

    /** Whether a column of so few samples, as others before it, wastes so much room that its series better move out. */
    boolean isMisfit(int samples) {
        measureLastColumn();
        return residents >= MIN_WIDTH_TO_SPLIT && samples * 4 < residents && narrowColumns >= MAX_NARROW;
    }

    private void measureLastColumn() {
        if (open == null || (measured == open && measuredColumn == open.columns().size)) {
            return;
        }
        measured = open;
        measuredColumn = open.columns().size;
        narrowColumns = open.lastFill() * 4 < residents ? narrowColumns + 1 : 0;
    }

    /** Whether the open block takes no further column of that time. */
    boolean isFull(long timestamp) {
        if (open == null) {
            return false;
        }
        Columns columns = open.columns();
        return columns.size >= columnLimit || Math.abs(timestamp - columns.timestamps[0]) > MAX_SPAN_MILLIS;
    }

    /** @return the block that has been made of the open one */
    @Nullable
    ClosedBlock close(BlockCodec codec) {
        if (open == null) {
            return null;
        }
        ClosedBlock block = ClosedBlock.of(open, width, codec);
        closed.add(block);
        open = null;
        measured = null;
        columnLimit = OpenBlock.MAX_COLUMNS;
        return block;
    }

    void append(long timestamp, long horizon, Part part, double[] values) {
        if (open == null) {
            open = new OpenBlock(width);
        }
        open.append(timestamp, horizon, part, values, width);
    }

    void read(int row, Span span, BlockCodec codec, SampleBuffer out) {
        for (int i = 0; i < closed.size(); i++) {
            closed.get(i).read(row, span, codec, out);
        }
        if (open != null) {
            open.read(row, span, out);
        }
    }

    /** @return whether anything was dropped: then {@link #forgetEmptyRows} has to follow */
    boolean evictBefore(long millis, BlockCodec codec) {
        boolean dropped = false;
        for (ListIterator<ClosedBlock> blocks = closed.listIterator(); blocks.hasNext(); ) {
            ClosedBlock block = blocks.next();
            if (block.columns().maxTimestamp < millis) {
                ClosedBlock kept = block.keeping(row -> isWanted(row, block.columns().maxTimestamp, millis), codec);
                dropped |= kept != block;
                if (kept == null) {
                    blocks.remove();
                } else {
                    blocks.set(kept);
                }
            }
        }
        return dropOpen(millis) || dropped;
    }

    private boolean dropOpen(long millis) {
        if (open == null || open.columns().maxTimestamp >= millis) {
            return false;
        }
        for (int row = 0; row < width; row++) {
            if (isWanted(row, open.columns().maxTimestamp, millis)) {
                return false;
            }
        }
        open = null;
        return true;
    }

    private boolean isWanted(int row, long timestamp, long millis) {
        Series series = rows[row];
        return series != null && timestamp >= series.keptFrom(millis);
    }

    /** @return the series that have nothing left anywhere */
    List<Series> forgetEmptyRows() {
        List<Series> gone = new ArrayList<>();
        for (int row = 0; row < width; row++) {
            Series series = rows[row];
            if (series != null && !hasRow(row)) {
                if (series.livesAt(this, row)) {
                    dismiss(series);
                }
                series.forget(this, row);
                rows[row] = null;
                if (series.isNowhere()) {
                    gone.add(series);
                }
            }
        }
        return gone;
    }

    private boolean hasRow(int row) {
        for (int i = closed.size() - 1; i >= 0; i--) {
            if (closed.get(i).hasRow(row)) {
                return true;
            }
        }
        return open != null && open.hasRow(row);
    }

    void addTo(Sizes sizes) {
        closed.forEach(block -> sizes.add(block.samples(), block.bytes(), block.columns()));
        if (open != null) {
            sizes.add(open.samples(), open.bytes(), open.columns());
        }
    }
}
