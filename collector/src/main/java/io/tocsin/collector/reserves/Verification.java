package io.tocsin.collector.reserves;

import io.tocsin.collector.turns.Grid;
import io.tocsin.collector.turns.Timing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is verified of one asset.
 *
 * @param locked empty: the sum over custody
 * @param userBalances empty: not asked for
 * @param paused empty: not asked for, and said to be false
 */
record Verification(
        String asset,
        Timing timing,
        Figure supply,
        Optional<Figure> locked,
        Optional<Figure> userBalances,
        List<Custody> custody,
        Optional<Figure> paused) {

    /** What one address holds. */
    record Custody(String address, Figure balance) {}

    /** A function of the asset. */
    Grid grid() {
        return Grid.spread(timing.interval(), asset);
    }

    Stream<Figure> figures() {
        Stream<Figure> optional = Stream.of(locked, userBalances, paused).flatMap(Optional::stream);
        Stream<Figure> balances = custody.stream().map(Custody::balance);
        return Stream.concat(Stream.of(supply), Stream.concat(optional, balances));
    }
}
