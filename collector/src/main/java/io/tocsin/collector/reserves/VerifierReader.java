package io.tocsin.collector.reserves;

import io.tocsin.collector.reserves.Verification.Custody;
import io.tocsin.collector.turns.Timing;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code reserve_verifiers}. */
final class VerifierReader {

    private static final Timing USUAL = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(10));
    private static final int MOST_CUSTODY = 1000;

    private final YamlNode section;
    private final FigureReader figures;

    VerifierReader(YamlNode section, Problems problems) {
        this.section = section;
        this.figures = new FigureReader(problems);
    }

    /** @return empty if a figure is missing */
    Optional<Verification> read() {
        section.allowOnly("asset", "interval", "timeout", "supply", "locked", "user_balances", "custody", "paused");
        String asset = section.requiredString("asset");
        Timing timing = Timing.read(section, USUAL);
        Optional<Figure> supply = required("supply");
        List<Custody> custody = custody();
        boolean sum = isSum();
        Optional<Figure> locked = sum ? Optional.empty() : required("locked");
        Optional<Figure> users = optional("user_balances");
        Optional<Figure> paused = optional("paused");
        if (supply.isEmpty() || (locked.isEmpty() && !sum)) {
            return Optional.empty();
        }
        return Optional.of(new Verification(asset, timing, supply.get(), locked, users, custody, paused));
    }

    private boolean isSum() {
        YamlNode sum = section.get("locked").isPresent() ? section.get("locked").get("sum") : section.get("locked");
        if (!sum.isPresent()) {
            return false;
        }
        section.get("locked").allowOnly("sum");
        if (!sum.text().equals("custody")) {
            sum.problem("must be custody");
        } else if (section.list("custody").isEmpty()) {
            sum.problem("needs addresses under custody");
        }
        return true;
    }

    private Optional<Figure> required(String key) {
        YamlNode node = section.get(key);
        if (!node.isPresent()) {
            node.problem("is required" + (key.equals("locked") ? "; {sum: custody} adds up the addresses" : ""));
            return Optional.empty();
        }
        return figures.read(node, key, Set.of());
    }

    private Optional<Figure> optional(String key) {
        YamlNode node = section.get(key);
        return node.isPresent() ? figures.read(node, key, Set.of()) : Optional.empty();
    }

    private List<Custody> custody() {
        List<Custody> custody = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (YamlNode node : section.list("custody")) {
            String address = node.requiredString("address");
            if (!known.add(address)) {
                node.get("address").problem("is there already");
            }
            figures.read(node, "custody " + address, Set.of("address"))
                    .ifPresent(figure -> custody.add(new Custody(address, figure)));
        }
        if (custody.size() > MOST_CUSTODY) {
            section.get("custody").problem("must have at most " + MOST_CUSTODY + " addresses");
        }
        return custody;
    }
}
