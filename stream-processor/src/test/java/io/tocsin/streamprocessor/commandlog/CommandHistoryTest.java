package io.tocsin.streamprocessor.commandlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.SuppressionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandHistoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final CommandFilter ALL = new CommandFilter("", "", Long.MIN_VALUE, 100);

    private long now = Commands.AT;
    private final CommandHistory history = new CommandHistory(3, 4, () -> Instant.ofEpochMilli(now));

    @BeforeEach
    void open() {
        history.opened("log");
    }

    @ParameterizedTest
    @CsvSource({"-1, OPEN, 1", "0, EXPIRED, 0"})
    void shouldExpire_whenItsTimeIsOver(long afterTheEnd, CommandState state, int handed) throws Exception {
        history.add(0, 0, Commands.given("a", "bridge"));
        now = Commands.AT + Commands.TTL + afterTheEnd;

        assertThat(states()).containsExactly(state);
        assertThat(next("bridge", history.earliest())).hasSize(handed);
    }

    @Test
    void shouldSayHowEachStands() {
        history.add(0, 0, Commands.given("a", "bridge"));
        history.add(0, 1, Commands.dryRun("b"));
        history.add(0, 2, Commands.suppressed("c", SuppressionReason.STOPPED));
        history.add(0, 3, Commands.reversal("d", "a", null));

        assertThat(history.list(ALL))
                .extracting(listed -> listed.command().getId() + " " + listed.state() + " " + listed.reversedBy())
                .containsExactlyInAnyOrder("a REVERSED d", "b DRY_RUN ", "c SUPPRESSED ", "d OPEN ");
    }

    @Test
    void shouldNotCallItReversed_whenTheReversalWasSuppressed() {
        history.add(0, 0, Commands.given("a", "bridge"));
        history.add(0, 1, Commands.reversal("b", "a", SuppressionReason.STOPPED));

        assertThat(states()).containsExactlyInAnyOrder(CommandState.OPEN, CommandState.SUPPRESSED);
    }

    private List<CommandState> states() {
        return history.list(ALL).stream().map(ListedCommand::state).toList();
    }

    @Test
    void shouldKeepTheNewestOnly() {
        for (int i = 0; i < 6; i++) {
            history.add(0, i, Commands.given("c" + i, "bridge"));
        }

        assertThat(history.list(ALL))
                .extracting(listed -> listed.command().getId())
                .containsExactly("c5", "c4", "c3", "c2");
    }

    @Test
    void shouldKeepTheNewest_inWhicheverOrderThePartitionsAreRead() throws Exception {
        for (int i = 0; i < 3; i++) {
            history.add(0, i, Commands.given("new" + i, Commands.AT + i));
        }
        for (int i = 0; i < 3; i++) {
            history.add(1, i, Commands.given("old" + i, Commands.AT - 10 + i));
        }

        assertThat(next("bridge", history.earliest())).containsExactly("new0", "new1", "new2", "old2");
    }

    @Test
    void shouldForgetWhoTookWhatBack_withTheReversal() {
        history.add(0, 0, Commands.given("a", "bridge"));
        for (int i = 1; i < 5; i++) {
            history.add(0, i, Commands.given("c" + i, "bridge"));
        }
        // What it takes back is known no more.
        history.add(0, 5, Commands.reversal("d", "a", null));
        for (int i = 6; i < 10; i++) {
            history.add(0, i, Commands.given("c" + i, "bridge"));
        }

        history.add(0, 10, Commands.given("a", "bridge"));

        assertThat(history.list(new CommandFilter("", "", Long.MIN_VALUE, 1)))
                .extracting(ListedCommand::state)
                .doesNotContain(CommandState.REVERSED);
        assertThat(history.list(ALL)).extracting(ListedCommand::reversedBy).containsOnly("");
    }

    @Test
    void shouldBeginAnew_whenTheLogIsAnotherOne() throws Exception {
        history.add(0, 7, Commands.given("a", "bridge"));
        history.completed();

        history.opened("log");
        assertThat(history.isComplete()).isTrue();
        history.opened("another");
        assertThat(history.isComplete()).isFalse();
        history.add(0, 0, Commands.given("b", "bridge"));

        assertThat(next("bridge", history.earliest())).containsExactly("b");
        assertThat(history.present()).hasToString("another.1.0.0");
    }

    @Test
    void shouldListWhatIsAskedFor() {
        history.add(0, 0, Commands.given("a", "bridge"));
        history.add(0, 1, Commands.given("b", "api"));

        assertThat(history.list(new CommandFilter("PAUSE", "api", Commands.AT, 100)))
                .hasSize(1);
        assertThat(history.list(new CommandFilter("HALT", "", Commands.AT, 100)))
                .isEmpty();
        assertThat(history.list(new CommandFilter("", "", Commands.AT + 1, 100)))
                .isEmpty();
        assertThat(history.list(new CommandFilter("", "", Commands.AT, 1))).hasSize(1);
    }

    @Test
    void shouldHandOverWhatIsGivenToTheTarget_andNothingElse() throws Exception {
        history.add(0, 0, Commands.given("a", "bridge"));
        history.add(1, 0, Commands.given("b", "api"));
        history.add(0, 1, Commands.suppressed("c", SuppressionReason.RATE_LIMITED));
        history.add(0, 2, Commands.dryRun("d"));

        assertThat(next("bridge", history.earliest())).containsExactly("a", "d");
    }

    @Test
    void shouldGoOnBehindTheCursor_atAnyInstance() throws Exception {
        CommandHistory other = new CommandHistory(3, 4, () -> Instant.ofEpochMilli(now));
        for (CommandHistory each : List.of(history, other)) {
            each.opened("log");
            each.add(2, 5, Commands.given("a", "bridge"));
            each.add(2, 7, Commands.given("b", "bridge"));
        }

        Batch batch = history.next("bridge", history.earliest(), Duration.ZERO);
        Cursor between = Cursor.parse(batch.commands().getFirst().cursor().toString());
        Batch rest = other.next("bridge", between, Duration.ZERO);

        assertThat(rest.commands())
                .extracting(handed -> handed.command().getId())
                .containsExactly("b");
        assertThat(other.next("bridge", batch.cursor(), Duration.ZERO).commands())
                .isEmpty();
    }

    @Test
    void shouldStartAtPresent() throws Exception {
        history.add(0, 0, Commands.given("a", "bridge"));
        Cursor present = history.present();
        history.add(0, 1, Commands.given("b", "bridge"));

        assertThat(next("bridge", present)).containsExactly("b");
    }

    @Test
    void shouldMoveTheCursorBeyondWhatIsForOthers() throws Exception {
        Cursor start = history.present();
        history.add(1, 8, Commands.given("a", "api"));
        history.reached(1, 10);

        assertThat(history.next("bridge", start, Duration.ZERO).cursor()).hasToString("log.0.10.0");
    }

    @Test
    void shouldChangeNothing_whenTheLogIsReadAgain() throws Exception {
        history.add(0, 0, Commands.given("a", "bridge"));
        history.add(0, 0, Commands.given("a", "bridge"));

        assertThat(next("bridge", history.earliest())).containsExactly("a");
    }

    @Test
    void shouldAnswerAtOnce_whenACommandComesWhileSomebodyWaits() throws Exception {
        Waiting waiting = new Waiting();
        history.add(1, 0, Commands.given("a", "api"));
        waiting.awaitThatItWaits();
        history.add(0, 0, Commands.given("b", "bridge"));

        assertThat(waiting.answer().commands())
                .extracting(handed -> handed.command().getId())
                .containsExactly("b");
        assertThat(waiting.answer().cursor()).hasToString("log.1.1.0");
    }

    @Test
    void shouldLetThemGo_whenItIsClosed() throws Exception {
        Waiting waiting = new Waiting();
        assertThat(history.isClosed()).isFalse();
        history.close();

        assertThat(waiting.answer().commands()).isEmpty();
        assertThat(history.isClosed()).isTrue();
    }

    /** Somebody who waits for a command for the bridge. */
    private final class Waiting {
        private final FutureTask<Batch> asking =
                new FutureTask<>(() -> history.next("bridge", history.present(), Duration.ofMinutes(5)));
        private final Thread thread = Thread.ofPlatform().daemon().start(asking);

        Waiting() {
            awaitThatItWaits();
        }

        void awaitThatItWaits() {
            await().atMost(PATIENCE).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            assertThat(asking).isNotDone();
        }

        Batch answer() throws Exception {
            return asking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @CsvSource({"log.1.2.3, true", "other.1.2.3, false", "log.1.2, false", "log.1.2.3.4, false"})
    void shouldKnowItsOwnCursors(String text, boolean own) {
        assertThat(history.isOfThisLog(Cursor.parse(text))).isEqualTo(own);
    }

    private List<String> next(String target, Cursor after) throws InterruptedException {
        return history.next(target, after, Duration.ZERO).commands().stream()
                .map(Batch.Handed::command)
                .map(Command::getId)
                .toList();
    }
}
