package io.tocsin.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code alerts}. */
@Command(mixinStandardHelpOptions = true, description = "Show the pending and firing alerts of a running instance.")
final class ListAlerts implements Callable<Integer> {
    private final Output output;

    @Mixin
    private ApiOptions api = new ApiOptions();

    ListAlerts(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        try (ProcessorApi processor = api.connect()) {
            JsonNode alerts = processor.alerts();
            if (alerts.isEmpty()) {
                output.out().println("no alerts");
            } else {
                table(alerts).print(output.out());
            }
        }
        return 0;
    }

    private static Table table(JsonNode alerts) {
        Table table = new Table("STATE", "SINCE", "ALERT", "VALUE", "LABELS");
        for (JsonNode alert : alerts) {
            JsonNode labels = alert.path("labels");
            table.add(
                    alert.path("state").asText(),
                    alert.path("activeAt").asText(),
                    labels.path("alertname").asText(),
                    Numbers.rounded(alert.path("value").asText()),
                    AlertLabels.text(labels));
        }
        return table;
    }
}
