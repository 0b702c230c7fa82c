package io.tocsin.collector.reserves;

import io.tocsin.collector.fetch.Fetcher;
import io.tocsin.collector.reserves.Trouble.Reason;
import io.tocsin.collector.reserves.Verification.Custody;
import io.tocsin.schemas.avro.CustodyBalance;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** One look at everything of an asset; it brings a whole snapshot, or says of each figure that is missing why. */
final class Poll {

    /** A figure that is not to be had. */
    record Missing(String figure, Reason reason, String text) {
        @Override
        public String toString() {
            return figure + " " + text;
        }
    }

    private final Verification verification;
    private final Answers answers;
    private final long beganNanos;
    private final List<Missing> missing = new ArrayList<>();

    private Poll(Verification verification, Answers answers, long beganNanos) {
        this.verification = verification;
        this.answers = answers;
        this.beganNanos = beganNanos;
    }

    /** What became of it: a snapshot, or what is missing of one. */
    record Result(Optional<ReserveSnapshot> snapshot, List<Missing> missing) {}

    /**
     * Asks for all figures at once.
     *
     * @param atMillis the time of the snapshot
     * @param nowMillis when asking began
     */
    static Result of(Verification verification, long atMillis, long nowMillis, Fetcher fetcher, ExecutorService threads)
            throws InterruptedException {
        long beganNanos = System.nanoTime();
        List<Question> questions = verification.figures().map(Figure::question).toList();
        Answers answers = Answers.ask(questions, verification.timing().timeout(), fetcher, threads);
        try {
            return new Poll(verification, answers, beganNanos).result(atMillis, nowMillis);
        } finally {
            answers.close();
        }
    }

    private Result result(long atMillis, long nowMillis) throws InterruptedException {
        Optional<BigDecimal> supply = amount(verification.supply());
        List<CustodyBalance> custody = custody();
        Optional<BigDecimal> locked = locked(custody);
        Optional<BigDecimal> users = optionalAmount(verification.userBalances());
        boolean paused = paused();
        if (!missing.isEmpty() || supply.isEmpty() || locked.isEmpty()) {
            return new Result(Optional.empty(), List.copyOf(missing));
        }
        ReserveSnapshot snapshot = ReserveSnapshot.newBuilder()
                .setEventId(eventId(verification.asset(), atMillis))
                .setAsset(verification.asset())
                .setTimestamp(atMillis)
                .setSupply(supply.get())
                .setLocked(locked.get())
                .setUserBalances(users.orElse(null))
                .setCustody(custody)
                .setPaused(paused)
                .setVerifiedAt(nowMillis)
                .setVerificationMillis((System.nanoTime() - beganNanos) / 1_000_000)
                .setAttributes(Map.of("source", "reserve_verifier"))
                .build();
        return new Result(Optional.of(snapshot), List.of());
    }

    /** The same from every collector that verifies the asset: whoever reads the topic takes it once. */
    static String eventId(String asset, long atMillis) {
        return "verified-" + asset + "-" + atMillis;
    }

    private List<CustodyBalance> custody() throws InterruptedException {
        List<CustodyBalance> balances = new ArrayList<>();
        for (Custody each : verification.custody()) {
            Optional<BigDecimal> balance = amount(each.balance());
            if (balance.isPresent()) {
                balances.add(CustodyBalance.newBuilder()
                        .setAddress(each.address())
                        .setBalance(balance.get())
                        .setCheckMillis(millis(each.balance()))
                        .build());
            }
        }
        return balances;
    }

    private @Nullable Long millis(Figure figure) throws InterruptedException {
        try {
            return answers.to(figure.question()).took().toMillis();
        } catch (Trouble e) {
            return null;
        }
    }

    private Optional<BigDecimal> locked(List<CustodyBalance> custody) throws InterruptedException {
        if (verification.locked().isPresent()) {
            return amount(verification.locked().get());
        }
        if (custody.size() < verification.custody().size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Amounts.fitting(
                    custody.stream().map(CustodyBalance::getBalance).reduce(BigDecimal.ZERO, BigDecimal::add)));
        } catch (Trouble e) {
            note("locked", e);
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> optionalAmount(Optional<Figure> figure) throws InterruptedException {
        return figure.isEmpty() ? Optional.empty() : amount(figure.get());
    }

    private Optional<BigDecimal> amount(Figure figure) throws InterruptedException {
        try {
            return Optional.of(
                    Amounts.of(answers.to(figure.question()).node().at(figure.pointer()), figure.decimals()));
        } catch (Trouble e) {
            note(figure.name(), e);
            return Optional.empty();
        }
    }

    private boolean paused() throws InterruptedException {
        if (verification.paused().isEmpty()) {
            return false;
        }
        Figure figure = verification.paused().get();
        try {
            return Amounts.flag(answers.to(figure.question()).node().at(figure.pointer()));
        } catch (Trouble e) {
            note(figure.name(), e);
            return false;
        }
    }

    private void note(String figure, Trouble trouble) {
        missing.add(new Missing(figure, trouble.reason(), String.valueOf(trouble.getMessage())));
    }
}
