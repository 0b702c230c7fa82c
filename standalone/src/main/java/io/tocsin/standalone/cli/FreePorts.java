package io.tocsin.standalone.cli;

import java.util.stream.IntStream;

/** Port plans for runs that must disturb nobody, away from the ports that are handed out to clients. */
public final class FreePorts {
    private FreePorts() {}

    /** A plan of which every port was free a moment ago. Different processes begin to look at different places. */
    public static PortPlan plan() {
        int start = (int) (ProcessHandle.current().pid() % 100) * 100;
        return IntStream.range(0, 100)
                .mapToObj(i -> new PortPlan(11_000 + (start + i * 100) % 20_000))
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(PortPlan plan) {
        try {
            plan.requireAllFree();
            return true;
        } catch (Failure _) {
            return false;
        }
    }
}
