package io.tocsin.collector.remotewrite;

import io.tocsin.collector.intake.Intake;
import io.tocsin.collector.intake.Metadata;
import io.tocsin.collector.intake.Reason;
import io.tocsin.collector.intake.Series;
import io.tocsin.schemas.labels.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Labels as they came, in any order, to the series they name. */
final class LabelSets {

    record Label(String name, String value) {}

    private LabelSets() {}

    /** @param labels are sorted in place; one with an empty value is no label, but its name counts as given */
    static Series series(List<Label> labels, Metadata metadata, Intake intake) {
        labels.sort(Comparator.comparing(Label::name));
        for (int i = 1; i < labels.size(); i++) {
            if (labels.get(i).name.equals(labels.get(i - 1).name)) {
                return intake.refused(Reason.DUPLICATE_LABEL, describe(labels));
            }
        }
        return intake.series(distinct(labels), metadata);
    }

    private static Labels distinct(List<Label> sorted) {
        String[] pairs = sorted.stream()
                .filter(label -> !label.value.isEmpty())
                .flatMap(label -> Stream.of(label.name, label.value))
                .toArray(String[]::new);
        return Objects.requireNonNull(Labels.ofSortedPairs(pairs));
    }

    static String describe(List<Label> labels) {
        StringBuilder out = new StringBuilder("{");
        labels.forEach(label -> out.append(out.length() == 1 ? "" : ", ")
                .append(label.name)
                .append("=\"")
                .append(label.value)
                .append('"'));
        return out.append('}').toString();
    }
}
