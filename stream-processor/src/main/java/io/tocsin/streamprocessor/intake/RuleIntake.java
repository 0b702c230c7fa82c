package io.tocsin.streamprocessor.intake;

import io.tocsin.promql.PromqlException;
import io.tocsin.schemas.avro.RuleGroupVersion;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.MalformedRecordException;
import io.tocsin.streamprocessor.rules.RuleBook;
import io.tocsin.streamprocessor.rules.RuleVersionParser;
import io.tocsin.streamprocessor.time.SourceTopic;
import java.util.OptionalLong;

/** One partition of {@code rules}: each version is parsed once and put into the book under its position. */
public final class RuleIntake {

    /** Reads a record's value. */
    @FunctionalInterface
    public interface RuleReader {

        RuleGroupVersion read(byte[] value) throws MalformedRecordException;
    }

    private final RuleReader reader;
    private final RuleVersionParser parser;
    private final RuleBook book;

    public RuleIntake(RuleReader reader, RuleVersionParser parser, RuleBook book) {
        this.reader = reader;
        this.parser = parser;
        this.book = book;
    }

    /**
     * Takes the next record.
     *
     * @param horizon of the record's position
     * @return the tick, if the record is one
     */
    public OptionalLong accept(SourceRecord record, long horizon, Intake intake) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (value == null) {
            OptionalLong tick = key == null ? OptionalLong.empty() : Ticks.parse(key);
            if (tick.isEmpty()) {
                refuse(record, RefusalReason.MALFORMED, "the record has no value and is no tick", intake);
            }
            return tick;
        }
        try {
            book.add(parser.parse(reader.read(value)), horizon);
            intake.accepted(SourceTopic.RULES, 1);
        } catch (MalformedRecordException e) {
            refuse(record, RefusalReason.MALFORMED, String.valueOf(e.getMessage()), intake);
        } catch (PromqlException e) {
            refuse(record, RefusalReason.INVALID_RULE, String.valueOf(e.getMessage()), intake);
        }
        return OptionalLong.empty();
    }

    private static void refuse(SourceRecord record, RefusalReason reason, String detail, Intake intake) {
        intake.refused(new Refusal(SourceTopic.RULES, record, reason, detail));
    }
}
