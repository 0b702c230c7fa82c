package io.tocsin.streamprocessor.series;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All stripes of a store, and which series lives where. Series that first come together live together; series that join
 * a frame of a stripe join the stripe; series that keep coming alone get a stripe of their own, and series that keep
 * coming together from many stripes are brought together. Every decision is a function of what was appended and evicted.
 */
final class Stripes {

    private static final int SCATTERED_PARTS = 4;

    /** Looking through all blocks for each evaluated instant would be too often. */
    private static final long EVICTION_STEP_MILLIS = 60_000;

    private final List<Stripe> all = new ArrayList<>();
    private final BlockCodec codec = new BlockCodec();
    private long founded;

    /** No block ends earlier. */
    private long evictableAfter = Long.MAX_VALUE;

    private long nextEviction = Long.MIN_VALUE;
    private long leastHorizon = Long.MIN_VALUE;

    /**
     * Appends samples of one timestamp.
     *
     * @param column their time and values
     * @param members the series of each sample
     * @param known the parts that the same series had before
     * @return the parts they have now
     */
    List<Part> append(Column column, Members members, List<Part> known) {
        List<Part> parts = areCurrent(known) ? known : plan(members);
        if (isScattered(parts, members)) {
            parts.forEach(this::moveOut);
            parts = plan(members);
        }
        while (!makeRoom(parts, column)) {
            parts = plan(members);
        }
        evictableAfter = Math.min(evictableAfter, column.timestamp());
        leastHorizon = Math.min(leastHorizon, column.horizon());
        for (Part part : parts) {
            part.stripe.append(column.timestamp(), column.horizon(), part, column.values());
        }
        return parts;
    }

    private static boolean areCurrent(List<Part> parts) {
        for (Part part : parts) {
            if (!part.isCurrent()) {
                return false;
            }
        }
        return !parts.isEmpty();
    }

    private static boolean isScattered(List<Part> parts, Members members) {
        boolean scattered = parts.size() >= SCATTERED_PARTS && parts.size() * 4 > members.size();
        return members.source().strike(scattered);
    }

    /** @return whether the parts still hold: if not, series have moved */
    private boolean makeRoom(List<Part> parts, Column column) {
        boolean holds = true;
        for (Part part : parts) {
            Stripe stripe = part.stripe;
            if (stripe.joins(column.timestamp(), column.horizon())) {
                continue;
            }
            if (stripe.isMisfit(part.size())) {
                moveTogether(part);
                holds = false;
            } else if (stripe.isFull(column.timestamp())) {
                holds &= !closeAndThin(stripe);
            }
        }
        return holds;
    }

    /** Series that were absent all along would make every column of the next block longer: without them, then. */
    private boolean closeAndThin(Stripe stripe) {
        ClosedBlock block = stripe.close(codec);
        if (block == null || block.rowsPresent() * 4 >= stripe.width() * 3) {
            return false;
        }
        List<Series> present = new ArrayList<>();
        for (int row = 0; row < stripe.width(); row++) {
            Series series = stripe.resident(row);
            if (series != null) {
                stripe.dismiss(series);
                if (block.hasRow(row)) {
                    present.add(series);
                }
            }
        }
        houseTogether(present);
        return true;
    }

    private void moveTogether(Part part) {
        houseTogether(moveOut(part));
    }

    private List<Series> moveOut(Part part) {
        List<Series> moving = new ArrayList<>(part.size());
        for (int i = 0; i < part.size(); i++) {
            Series series = part.stripe.resident(part.row(i));
            if (series != null) {
                part.stripe.dismiss(series);
                moving.add(series);
            }
        }
        if (part.stripe.residents() == 0) {
            part.stripe.close(codec);
        }
        return moving;
    }

    private void houseTogether(List<Series> series) {
        Stripe stripe = null;
        for (int i = 0; i < series.size(); i++) {
            if (stripe == null || stripe.width() == Stripe.MAX_ROWS) {
                stripe = found(series.size() - i);
            }
            stripe.house(series.get(i));
        }
    }

    private Stripe found(int series) {
        int half = OpenBlock.MAX_COLUMNS / 2;
        int firstLimit = half + (int) (founded++ * 37 % (half + 1));
        Stripe stripe = new Stripe(Math.min(series, Stripe.MAX_ROWS), firstLimit);
        all.add(stripe);
        return stripe;
    }

    private List<Part> plan(Members members) {
        List<Part> parts = partsOf(members);
        if (houseHomeless(members, hostOf(parts))) {
            parts = partsOf(members);
        }
        return parts;
    }

    private static List<Part> partsOf(Members members) {
        List<Part> parts = new ArrayList<>(1);
        for (int i = 0; i < members.size(); i++) {
            Series series = members.get(i);
            Stripe home = series == null ? null : series.home();
            if (series != null && home != null) {
                Part part = home.part;
                if (part == null) {
                    part = new Part(home, members.size());
                    home.part = part;
                    parts.add(part);
                }
                part.add(members.sample(i), series.homeRow());
            }
        }
        parts.forEach(part -> part.stripe.part = null);
        return parts;
    }

    /** The stripe that newcomers among the samples join: the one most of the others live in, if these are much of it. */
    private static @Nullable Stripe hostOf(List<Part> parts) {
        Part largest = null;
        for (Part part : parts) {
            largest = largest == null || part.size() > largest.size() ? part : largest;
        }
        return largest == null || largest.size() * 4 < largest.stripe.width() ? null : largest.stripe;
    }

    /** @return whether there was any */
    private boolean houseHomeless(Members members, @Nullable Stripe firstHost) {
        Stripe host = firstHost;
        boolean any = false;
        for (int i = 0; i < members.size(); i++) {
            Series series = members.get(i);
            if (series != null && series.home() == null) {
                if (host == null || host.width() == Stripe.MAX_ROWS) {
                    host = found(members.size() - i);
                }
                host.house(series);
                any = true;
            }
        }
        return any;
    }

    /**
     * Drops whole blocks members samples are all older.
     *
     * @return the series that have nothing left
     */
    List<Series> evictBefore(long millis) {
        if (millis <= evictableAfter || millis < nextEviction) {
            return List.of();
        }
        nextEviction = millis + EVICTION_STEP_MILLIS;
        List<Series> gone = new ArrayList<>();
        for (Stripe stripe : all) {
            if (stripe.evictBefore(millis, codec)) {
                gone.addAll(stripe.forgetEmptyRows());
            }
        }
        all.removeIf(Stripe::isEmpty);
        Sizes left = sizes();
        evictableAfter = left.leastMaxTimestamp;
        leastHorizon = left.leastHorizon;
        return gone;
    }

    Sizes sizes() {
        Sizes sizes = new Sizes();
        all.forEach(stripe -> stripe.addTo(sizes));
        return sizes;
    }

    /** No column has an earlier horizon. */
    long leastHorizon() {
        return leastHorizon;
    }
}
