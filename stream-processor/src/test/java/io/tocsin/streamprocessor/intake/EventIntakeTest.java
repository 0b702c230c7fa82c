package io.tocsin.streamprocessor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.avro.MigrationEvent;
import io.tocsin.schemas.avro.MigrationEventType;
import io.tocsin.schemas.ticks.Ticks;
import io.tocsin.schemas.wire.WireFormat;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.signals.EventReaders;
import io.tocsin.streamprocessor.signals.SignalTask;
import io.tocsin.streamprocessor.state.KeyedState;
import io.tocsin.streamprocessor.time.PartitionClocks;
import io.tocsin.streamprocessor.time.SourceTopic;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventIntakeTest {

    private static final long START = 1_700_000_000_000L;
    private static final String LARGE = "x".repeat(1 << 20);

    private final WireFormat wire = WireFormat.singleObject();
    private final KeyedState state = KeyedState.inMemory();
    private final List<String> told = new ArrayList<>();
    private final Intake intake = new Telling();
    private EventIntake events = open();
    private long horizon = PartitionClocks.NO_TICK;
    private long offset;

    private final class Telling implements Intake {

        @Override
        public void refused(Refusal refusal) {
            told.add(refusal.reason().name());
        }

        @Override
        public void late(SourceTopic topic, String source, long latenessMillis) {}

        @Override
        public void accepted(SourceTopic topic, int samples) {
            told.add("accepted");
        }

        @Override
        public void repeated(SourceTopic topic) {
            told.add("repeated");
        }
    }

    private EventIntake open() {
        TimeBounds bounds = TimeBounds.DEFAULT;
        SignalTask signals = new SignalTask(SourceTopic.MIGRATIONS, 0, bounds.late(), SeriesLimits.UNLIMITED, state);
        return new EventIntake(SourceTopic.MIGRATIONS, new EventReaders(wire), bounds, signals, state);
    }

    private void event(String id, long timestamp) {
        MigrationEvent event = MigrationEvent.newBuilder()
                .setEventId(id)
                .setMigrationId("m")
                .setSubject("s")
                .setTimestamp(timestamp)
                .setType(MigrationEventType.COMPLETED)
                .setAttributes(Map.of("note", LARGE))
                .build();
        byte[] value = wire.encoder(MigrationEvent.class).encode("migrations", event);
        events.accept(new SourceRecord("m".getBytes(StandardCharsets.UTF_8), value, offset++), horizon, intake);
    }

    private void tick(long millis) {
        events.accept(new SourceRecord(Ticks.keyBytes(millis), null, offset++), horizon, intake);
        horizon = millis;
    }

    private long waiting() {
        return ((KeyedState.InMemory) state)
                .entries().keySet().stream()
                        .filter(key -> key.startsWith("event"))
                        .count();
    }

    @Test
    void shouldTakeAnEvent_whenTheTickAfterItHasCome_alsoAfterARestart() {
        tick(START);
        event("a", START + 100);
        assertThat(told).isEmpty();
        events = open();

        tick(START + 250);

        assertThat(told).containsExactly("accepted");
        event("a", START + 100);
        tick(START + 500);
        assertThat(told).containsExactly("accepted", "repeated");
        assertThat(waiting()).isZero();
    }

    @Test
    void shouldRefuse_whatIsFurtherAheadOfTheNextTickThanItMayBe() {
        tick(START);
        event("just", START + 250 + 600_000);
        event("beyond", START + 250 + 600_001);

        tick(START + 250);

        assertThat(told).containsExactlyInAnyOrder("accepted", "FROM_THE_FUTURE");
    }

    @Test
    void shouldNotPileUpEvents_whileNobodyTicks_butThoseThatNothingLeadsUpTo() {
        tick(START);
        event("from the year 2100", 4_102_444_800_000L);
        for (int i = 0; i < 40; i++) {
            // An outage of two hours, with an event every three minutes.
            event("e" + i, START + i * 180_000L);
            if (i == 7) {
                events = open();
            }
        }

        assertThat(waiting()).isLessThanOrEqualTo(EventIntake.FULL_BYTES >> 20);
        tick(START + 7_200_000);
        assertThat(told).containsOnly("accepted", "FROM_THE_FUTURE").hasSize(41);
        assertThat(told).filteredOn("FROM_THE_FUTURE"::equals).hasSize(1);
    }
}
