package io.tocsin.streamprocessor.rules;

import io.tocsin.promql.ast.Expr;
import io.tocsin.promql.ast.Selector;
import io.tocsin.promql.parse.ParseOptions;
import io.tocsin.promql.parse.PromqlParser;
import io.tocsin.promql.plan.Plan;
import io.tocsin.promql.plan.PlanOptions;
import io.tocsin.promql.plan.Planner;

/**
 * The recorded series that commands are subject to: whether any may be given, whether for show only, how many. Rules
 * that ask for commands depend on those that record these, and so are evaluated after them.
 */
public final class CommandControls {

    public static final String ENABLED = "tocsin_commands_enabled";
    public static final String STOPPED = "tocsin_commands_stopped";
    public static final String DRY_RUN = "tocsin_commands_dry_run";
    public static final String MAX_PER_HOUR = "tocsin_commands_max_per_hour";

    /** Of {@link #DRY_RUN}: which command; none: all. */
    public static final String COMMAND_LABEL = "command";

    private static final Expr ALL = PromqlParser.parse(
            "{__name__=~\"" + String.join("|", ENABLED, STOPPED, DRY_RUN, MAX_PER_HOUR) + "\"}", ParseOptions.STABLE);

    static final Selector SELECTOR = Selectors.of(ALL).getFirst();

    /** Gives all of them. */
    public static final Plan PLAN = Planner.plan(ALL, PlanOptions.defaults());

    private CommandControls() {}
}
