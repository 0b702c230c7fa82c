package io.tocsin.streamprocessor.command;

import io.tocsin.promql.rules.CommandRequest;
import io.tocsin.schemas.avro.Command;
import io.tocsin.schemas.avro.SuppressionReason;
import io.tocsin.streamprocessor.alert.ActiveAlert;
import io.tocsin.streamprocessor.alert.AlertState;
import io.tocsin.streamprocessor.rules.RuleGroupName;
import io.tocsin.streamprocessor.state.KeyedState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The automatic responses of one namespace. For each episode that asks for a command there is one decision, at the first
 * instant at which the alert fires, its condition is met and its value satisfies what the rule demands: given, or
 * suppressed with the reason. It stands for good: neither an edited rule nor a switch that is turned later gives a second
 * command to the same episode. When the episode ends, a command that was given is taken back, if the rule wanted that.
 */
public final class Responses {

    private static final String DECIDED = "command";

    private final KeyedState state;
    private final RateLimit real;
    private final RateLimit shown;
    private final Map<String, Decided> byEpisode = new HashMap<>();

    /** Takes up what the state holds. */
    public Responses(String namespace, KeyedState state) {
        this.state = state;
        this.real = RateLimit.of(state, namespace, false);
        this.shown = RateLimit.of(state, namespace, true);
        state.scan(
                KeyedState.key(DECIDED, namespace, ""),
                (key, bytes) -> byEpisode.put(KeyedState.parts(key).getLast(), Decided.decode(bytes)));
    }

    /** Under which the state holds what was decided for an episode of an alert of a group. */
    static String key(RuleGroupName group, String episode) {
        return KeyedState.key(DECIDED, group.namespace(), group.group(), episode);
    }

    /**
     * What the alerts of a rule ask for after an evaluation.
     *
     * @param active in the order of their labels
     */
    public List<Command> decide(Occasion occasion, Collection<ActiveAlert> active) {
        List<Command> commands = new ArrayList<>();
        occasion.rule().command().ifPresent(request -> {
            for (ActiveAlert alert : active) {
                if (isDue(request, alert) && !byEpisode.containsKey(occasion.episode(alert))) {
                    commands.add(decide(occasion, request, alert));
                }
            }
        });
        return commands;
    }

    /** An alert that goes on firing without its condition ({@code keep_firing_for}) has an old value: none to act on. */
    private static boolean isDue(CommandRequest request, ActiveAlert alert) {
        return alert.state() == AlertState.FIRING
                && alert.times().keepFiringSince() == ActiveAlert.NEVER
                && request.isDue(alert.value());
    }

    private Command decide(Occasion occasion, CommandRequest request, ActiveAlert alert) {
        Controls controls = occasion.controls().get();
        boolean dryRun = request.dryRun() || controls.isDryRun(request.name());
        Optional<SuppressionReason> suppressed = controls.closed();
        if (suppressed.isEmpty() && !(dryRun ? shown : real).take(occasion.at(), controls.maxPerHour())) {
            suppressed = Optional.of(SuppressionReason.RATE_LIMITED);
        }
        String episode = occasion.episode(alert);
        String id = Occasion.id(episode, request.name(), "");
        Decided decided = Decided.of(id, request, suppressed.isEmpty(), dryRun);
        byEpisode.put(episode, decided);
        state.put(key(occasion.version().name(), episode), decided.encode());
        return occasion.commandFor(alert)
                .setId(id)
                .setName(request.name())
                .setTarget(request.target())
                .setTtlMillis(request.ttl().toMillis())
                .setReversal(request.reversal().orElse(null))
                .setDryRun(dryRun)
                .setSuppressed(suppressed.orElse(null))
                .build();
    }

    /**
     * What follows when an episode has ended, for whatever reason. A reversal is not subject to the rate limit: to leave
     * something paused for ever would be no protection.
     */
    public Optional<Command> ended(Occasion occasion, ActiveAlert alert) {
        String episode = occasion.episode(alert);
        Decided decided = byEpisode.remove(episode);
        if (decided == null) {
            return Optional.empty();
        }
        state.delete(key(occasion.version().name(), episode));
        return decided.given()
                ? decided.reversal().map(name -> reversal(occasion, alert, decided, name))
                : Optional.empty();
    }

    private static Command reversal(Occasion occasion, ActiveAlert alert, Decided decided, String name) {
        Controls controls = occasion.controls().get();
        return occasion.commandFor(alert)
                .setId(Occasion.id(occasion.episode(alert), name, decided.id()))
                .setName(name)
                .setTarget(decided.target())
                .setTtlMillis(decided.ttl().toMillis())
                .setReversalOf(decided.id())
                .setDryRun(decided.dryRun() || controls.isDryRun(name))
                .setSuppressed(controls.closed().orElse(null))
                .build();
    }
}
