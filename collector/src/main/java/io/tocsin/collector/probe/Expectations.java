package io.tocsin.collector.probe;

import com.google.re2j.Pattern;
import io.tocsin.collector.fetch.Fetched;
import io.tocsin.collector.fetch.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer has to be like.
 *
 * @param statusCodes empty: 200 to 299
 * @param absent none of them may match anywhere in the body
 * @param present each of them has to
 */
record Expectations(Set<Integer> statusCodes, List<Pattern> absent, List<Pattern> present, Transport transport) {

    /** Whether TLS must be there, or must not. */
    enum Transport {
        ANY,
        TLS,
        PLAIN
    }

    Verdict judge(Fetched fetched) {
        if (fetched.failure().isPresent()) {
            return new Verdict(false, fetched.failure().get().toString());
        }
        Response response = fetched.response();
        Optional<String> match = regexProblem(response);
        String problem = statusProblem(response.status())
                .or(() -> transportProblem(fetched.secure()))
                .or(() -> match)
                .orElse("");
        return new Verdict(match.isPresent(), problem);
    }

    private Optional<String> statusProblem(int status) {
        boolean good = statusCodes.isEmpty() ? status >= 200 && status <= 299 : statusCodes.contains(status);
        return good ? Optional.empty() : Optional.of("answered with the HTTP status " + status);
    }

    private Optional<String> transportProblem(boolean secure) {
        return switch (transport) {
            case ANY -> Optional.empty();
            case TLS -> secure ? Optional.empty() : Optional.of("answered without TLS");
            case PLAIN -> secure ? Optional.of("answered over TLS") : Optional.empty();
        };
    }

    private Optional<String> regexProblem(Response response) {
        String where = response.cut() ? "in the first " + response.body().length + " bytes of the body" : "in the body";
        for (Pattern pattern : absent) {
            if (pattern.matcher(response.body()).find()) {
                return Optional.of(where + " there is what matches \"" + pattern.pattern() + "\"");
            }
        }
        for (Pattern pattern : present) {
            if (!pattern.matcher(response.body()).find()) {
                return Optional.of(where + " there is nothing that matches \"" + pattern.pattern() + "\"");
            }
        }
        return Optional.empty();
    }
}
