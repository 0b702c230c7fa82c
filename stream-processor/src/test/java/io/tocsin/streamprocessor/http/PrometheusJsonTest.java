package io.tocsin.streamprocessor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.promql.eval.Grid;
import io.tocsin.promql.eval.Value;
import io.tocsin.schemas.labels.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrometheusJsonTest {

    private static String scalarAt(long millis) {
        Value scalar = new Value.Scalar(Grid.instant(millis), new double[] {1});
        return PrometheusJson.instant(scalar, millis).toString();
    }

    @Test
    void shouldPrintTimesAsPrometheusDoes() {
        assertThat(scalarAt(1_795_232_980_123L)).contains("[1795232980.123,\"1\"]");
        assertThat(scalarAt(1_795_232_980_100L)).contains("[1795232980.100,\"1\"]");
        assertThat(scalarAt(1_795_232_980_000L)).contains("[1795232980,\"1\"]");
        assertThat(scalarAt(1)).contains("[0.001,\"1\"]");
        assertThat(scalarAt(0)).contains("[0,\"1\"]");
        assertThat(PrometheusJson.instant(new Value.Text("a"), 1_500).toString())
                .contains("[1.500,\"a\"]");
    }

    @Test
    void shouldPrintAMatrix_whenSamplesAreAskedFor() {
        Labels labels = Labels.of(Labels.METRIC_NAME, "x");
        Value range = new Value.RangeVector(
                List.of(new Value.RangeVector.Series(labels, new long[] {1_000, 2_500}, new double[] {1, 1e21})));

        assertThat(PrometheusJson.instant(range, 5_000))
                .hasToString("{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"x\"},"
                        + "\"values\":[[1,\"1\"],[2.500,\"1000000000000000000000\"]]}]}");
    }
}
