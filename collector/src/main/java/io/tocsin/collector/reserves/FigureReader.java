package io.tocsin.collector.reserves;

import com.fasterxml.jackson.core.JsonPointer;
import io.tocsin.collector.fetch.FetchReader;
import io.tocsin.collector.fetch.FetchSettings;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.Secret;
import io.tocsin.schemas.config.YamlNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where a figure comes from: {@code http} with a {@code pointer}, or {@code jdbc} with a {@code query}. */
final class FigureReader {

    private static final JsonPointer WHOLE = JsonPointer.empty();
    private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)*");

    /** What would show in an error of a driver, or in a list of processes. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i).*(password|passwd|pwd|passphrase)\\s*=.*|.*//[^/?]*@.*", Pattern.DOTALL);

    private static final int BODY_LIMIT = 1 << 20;
    private static final int MOST_DECIMALS = 100;

    private final Problems problems;

    FigureReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param name for people
     * @param besides keys that are not ours
     * @return empty, and a problem, if it says no place
     */
    Optional<Figure> read(YamlNode node, String name, Set<String> besides) {
        YamlNode http = node.get("http");
        YamlNode jdbc = node.get("jdbc");
        List<String> known = new ArrayList<>(List.of("http", "jdbc", "decimals"));
        known.addAll(besides);
        if (!jdbc.isPresent()) {
            known.add("pointer");
        }
        node.allowOnly(known.toArray(String[]::new));
        if (http.isPresent() == jdbc.isPresent()) {
            node.problem("has to come from http or from jdbc");
            return Optional.empty();
        }
        JsonPointer pointer = http.isPresent() ? pointer(node) : WHOLE;
        Optional<Question> question = http.isPresent() ? document(http) : query(jdbc);
        int decimals = decimals(node);
        return question.map(asked -> new Figure(name, asked, pointer, decimals));
    }

    private static int decimals(YamlNode node) {
        int decimals = node.integer("decimals", 0);
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            node.get("decimals").problem("must be from 0 to " + MOST_DECIMALS + ", is " + decimals);
            return 0;
        }
        return decimals;
    }

    private static JsonPointer pointer(YamlNode node) {
        Optional<String> text = node.optionalString("pointer");
        if (text.isEmpty()) {
            node.get("pointer").problem("is required; \"\" is the whole document");
            return WHOLE;
        }
        if (!POINTER.matcher(text.get()).matches()) {
            node.get("pointer").problem("must be a JSON pointer (RFC 6901) such as /data/supply");
            return WHOLE;
        }
        return JsonPointer.compile(text.get());
    }

    private Optional<Question> document(YamlNode http) {
        List<String> known = new ArrayList<>(FetchReader.KEYS);
        known.add("url");
        http.allowOnly(known.toArray(String[]::new));
        FetchSettings fetch = FetchReader.read(http, BODY_LIMIT, problems);
        if (!http.get("url").isPresent()) {
            http.get("url").problem("is required");
            return Optional.empty();
        }
        Optional<URI> url = FetchReader.url(http.get("url"));
        return url.map(to -> new Question.Document(fetch, to));
    }

    private Optional<Question> query(YamlNode jdbc) {
        jdbc.allowOnly("url", "username", "password_file", "query");
        String url = jdbc.requiredString("url");
        String sql = jdbc.requiredString("query");
        if (!url.isEmpty() && !url.startsWith("jdbc:")) {
            jdbc.get("url").problem("must be a URL of JDBC such as jdbc:postgresql://db:5432/bridge");
        } else if (PASSWORD.matcher(url).matches()) {
            jdbc.get("url").problem("must not hold a password; password_file is for it");
        }
        Path file = Path.of(jdbc.position().file()).toAbsolutePath().getParent();
        Path directory = file == null ? Path.of("") : file;
        Question.Login login = new Question.Login(
                new Secret(url),
                jdbc.string("username", ""),
                jdbc.optionalString("password_file").map(directory::resolve));
        return url.isEmpty() || sql.isEmpty() ? Optional.empty() : Optional.of(new Question.Query(login, sql));
    }
}
