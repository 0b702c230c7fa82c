package io.tocsin.streamprocessor.report;

import java.util.Comparator;

/**
 * A version of a rule group that a leaf task evaluated (or, if it is a removal, saw) in a slice. The greatest one is the
 * newest.
 *
 * @param revision orders the versions of one group
 */
public record UsedVersion(String group, String version, long revision) implements Comparable<UsedVersion> {

    private static final Comparator<UsedVersion> ORDER = Comparator.comparing(UsedVersion::group)
            .thenComparingLong(UsedVersion::revision)
            .thenComparing(UsedVersion::version);

    @Override
    public int compareTo(UsedVersion other) {
        return ORDER.compare(this, other);
    }
}
