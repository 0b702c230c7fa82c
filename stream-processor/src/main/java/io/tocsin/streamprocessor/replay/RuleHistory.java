package io.tocsin.streamprocessor.replay;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.streamprocessor.intake.RuleIntake;
import io.tocsin.streamprocessor.intake.SourceRecord;
import io.tocsin.streamprocessor.rules.Forgotten;
import io.tocsin.streamprocessor.rules.RuleBook;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.rules.RuleVersion;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.rules.RuleVersions;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One partition of {@code rules} from its beginning: the versions, and of the ticks those that give them their
 * positions. There is a tick for every quarter of a second of the log's life, and few versions.
 */
final class RuleHistory {

    private final RuleIntake.RuleReader reader;
    private final RuleVersionParser parser;
    private final List<SourceRecord> records = new ArrayList<>();
    private final RuleBook book;
    private final Map<String, RuleGroupVersion> definitions = new HashMap<>();
    private long horizon = PartitionClocks.NO_TICK;
    private long told = PartitionClocks.NO_TICK;
    private long first = PartitionClocks.NO_TICK;

    RuleHistory(RuleIntake.RuleReader reader, RuleVersionParser parser) {
        this.reader = reader;
        this.parser = parser;
        this.book = new RuleBook(KeyedState.inMemory(), parser);
    }

    /** Takes the next record of the partition. */
    void accept(SourceRecord record) {
        if (record.value() == null) {
            OptionalLong tick = Ticks.parse(record.key());
            if (tick.isPresent() && tick.getAsLong() > horizon) {
                horizon = tick.getAsLong();
                if (told == PartitionClocks.NO_TICK) {
                    first = horizon;
                    tellHorizon();
                }
            }
            return;
        }
        tellHorizon();
        records.add(record);
        remember(record.value());
    }

    private void tellHorizon() {
        if (horizon > told) {
            records.add(new SourceRecord(Ticks.keyBytes(horizon), null, SourceRecord.UNKNOWN_OFFSET));
            told = horizon;
        }
    }

    private void remember(byte[] value) {
        try {
            RuleGroupVersion version = reader.read(value);
            book.add(parser.parse(version), horizon);
            definitions.put(key(version.getNamespace(), version.getGroup(), version.getVersion()), version);
        } catch (MalformedRecordException | PromqlException _) {
            // The leaf refuses it as it did then: a dead letter, and no rule.
        }
    }

    /** Has these rules in force throughout instead, whatever the partition says. */
    void replaceBy(Collection<RuleGroupVersion> versions) {
        records.removeIf(record -> record.value() != null);
        int position = 0;
        for (RuleGroupVersion version : versions) {
            byte[] key = version.getGroup().getBytes(StandardCharsets.UTF_8);
            records.add(position++, new SourceRecord(key, RuleVersions.encode(version), SourceRecord.UNKNOWN_OFFSET));
        }
    }

    /** What a leaf task has to be handed of the partition. */
    List<SourceRecord> records() {
        List<SourceRecord> all = new ArrayList<>(records);
        if (horizon > told) {
            all.add(new SourceRecord(Ticks.keyBytes(horizon), null, SourceRecord.UNKNOWN_OFFSET));
        }
        return all;
    }

    /** The last tick. */
    long horizon() {
        return horizon;
    }

    /** Every version that was evaluated at some instant of a span. */
    Set<RuleVersion> active(long from, long to) {
        Set<RuleVersion> active = new LinkedHashSet<>();
        long at = from;
        while (at <= to) {
            active.addAll(book.activeAt(at));
            long through = book.constantThrough(at);
            if (through >= to) {
                break;
            }
            at = through + 1;
        }
        return active;
    }

    /** What the partition's instants before this one had forgotten. */
    Forgotten forgottenBefore(long instant, long retentionMillis) {
        return first == PartitionClocks.NO_TICK
                ? Forgotten.NOTHING
                : Forgotten.NOTHING.through(instant - 1, first, book, retentionMillis);
    }

    /** Every version that can be evaluated, by {@link #key}. */
    Map<String, RuleGroupVersion> definitions() {
        return definitions;
    }

    static String key(String namespace, String group, String version) {
        return KeyedState.key(namespace, group, version);
    }

    /** The groups of which every version in a span is one of {@code given}. */
    Set<RuleGroupName> unchanged(long from, long to, Collection<RuleGroupVersion> given) {
        Set<String> known = given.stream()
                .map(version -> key(version.getNamespace(), version.getGroup(), version.getVersion()))
                .collect(Collectors.toSet());
        Map<RuleGroupName, Boolean> same = new HashMap<>();
        for (RuleVersion version : active(from, to)) {
            RuleGroupName name = version.name();
            boolean is = known.contains(key(name.namespace(), name.group(), version.version()));
            same.merge(name, is, Boolean::logicalAnd);
        }
        return same.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
