package io.tocsin.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortPlanTest {
    @Test
    void shouldBeWherePeopleLook_whenTheBaseIsTheDefault() {
        PortPlan plan = new PortPlan(PortPlan.DEFAULT_BASE);

        assertThat(plan.byOwner())
                .containsEntry("collector", 9080)
                .containsEntry("stream-processor", 9090)
                .containsEntry("embedded Kafka", 9092)
                .containsEntry("notifier", 9093);
    }

    @Test
    void shouldKeepEveryPortValid_whenTheBaseIsAtItsBounds() {
        assertThatCode(() -> new PortPlan(1)).doesNotThrowAnyException();
        assertThatCode(() -> new PortPlan(65_442)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new PortPlan(0)).hasMessage("--port-base must be from 1 to 65442, is 0");
        assertThatThrownBy(() -> new PortPlan(65_443)).hasMessage("--port-base must be from 1 to 65442, is 65443");
    }

    @Test
    void shouldNameEveryTakenPort_whenTwoAreTaken() throws Exception {
        PortPlan plan = FreePorts.plan();
        try (ServerSocket _ = taken(plan.collector());
                ServerSocket _ = taken(plan.notifier())) {
            assertThatThrownBy(plan::requireAllFree)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("port " + plan.collector() + " of 127.0.0.1 is taken, the collector needs it")
                    .hasMessageContaining("port " + plan.notifier() + " of 127.0.0.1 is taken, the notifier needs it")
                    .hasMessageContaining("--port-base")
                    .hasMessageNotContaining("stream-processor");
        }

        assertThatCode(plan::requireAllFree).doesNotThrowAnyException();
    }

    private static ServerSocket taken(int port) throws Exception {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
