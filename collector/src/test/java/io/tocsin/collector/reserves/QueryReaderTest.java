package io.tocsin.collector.reserves;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.reserves.Trouble.Reason;
import io.tocsin.schemas.avro.ReserveSnapshot;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures from a database. This one runs in the process; {@code DebianPostgresTest} asks a real one. */
final class QueryReaderTest {

    private static final String URL = "jdbc:h2:mem:reserves";

    @TempDir
    private Path directory;

    private Connection keeps;

    @BeforeEach
    void create() throws Exception {
        keeps = DriverManager.getConnection(URL, "tocsin", "hush");
        Files.writeString(directory.resolve("password"), "hush\n");
        try (Statement statement = keeps.createStatement()) {
            statement.execute(
                    "create table balance (amount numeric(38, 18), approximately double precision, note varchar)");
            statement.execute("insert into balance values"
                    + " (99999999999999999999.999999999999999998, 1, 'a'), (0.000000000000000001, 2, null)");
        }
    }

    @AfterEach
    void drop() throws SQLException {
        keeps.close();
    }

    private String source(String query) {
        return "{jdbc: {url: '" + URL + "', username: tocsin, password_file: password, query: \"" + query
                + "\"}, decimals: 0}";
    }

    private Poll.Result poll(String supply) throws InterruptedException {
        return Polls.poll(Polls.verification(directory, "supply: " + supply + ", locked: " + source("select 7")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select sum(amount) from balance|99999999999999999999.999999999999999999",
                "select count(*) from balance|2",
                "select cast(3 as smallint)|3",
                "select '12.50'|12.5",
                "select cast(amount as varchar) from balance where note is null|0.000000000000000001",
            })
    void shouldTakeANumberExactly(String query, BigDecimal amount) throws Exception {
        Poll.Result result = poll(source(query));

        assertThat(result.missing()).isEmpty();
        ReserveSnapshot snapshot = result.snapshot().orElseThrow();
        assertThat(snapshot.getSupply()).isEqualByComparingTo(amount);
        assertThat(snapshot.getLocked()).isEqualByComparingTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select approximately from balance where note is null|INVALID|cast it to numeric",
                "select amount from balance|INVALID|more than one row",
                "select 1, 2|INVALID|has 2 columns",
                "select 1 where false|MISSING|has no row",
                "select cast(null as numeric)|MISSING|is not in the answer",
                "select note from balance where note is null|MISSING|is not in the answer",
                "select 'much'|INVALID|is no number",
                "select true|INVALID|is no number",
                "select amount from balanc|DATABASE|the database says: ",
                "selec|DATABASE|the database says: ",
            })
    void shouldSayWhatIsWrong(String query, Reason reason, String text) throws Exception {
        Poll.Result result = poll(source(query));

        assertThat(result.snapshot()).isEmpty();
        assertThat(result.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.reason()).isEqualTo(reason);
            assertThat(missing.toString()).startsWith("supply ").contains(text);
        });
    }

    @ParameterizedTest
    @CsvSource({"select true, true", "select false, false", "select count(*) > 1 from balance, true"})
    void shouldTakeAYesOrNo(String query, boolean paused) throws Exception {
        Poll.Result result = Polls.poll(Polls.verification(
                directory,
                "supply: " + source("select 1") + ", locked: " + source("select 1") + ", paused: " + source(query)));

        assertThat(result.snapshot().orElseThrow().getPaused()).isEqualTo(paused);
    }

    @Test
    void shouldNotShowAPassword_whateverGoesWrong() throws Exception {
        Files.writeString(directory.resolve("password"), "wrong-hush");
        assertThat(poll(source("select 1")).missing()).isNotEmpty().allSatisfy(missing -> {
            assertThat(missing.reason()).isEqualTo(Reason.DATABASE);
            assertThat(missing.toString()).doesNotContain("hush");
        });

        Files.delete(directory.resolve("password"));
        assertThat(poll(source("select 1")).missing()).isNotEmpty().allSatisfy(missing -> {
            assertThat(missing.reason()).isEqualTo(Reason.CONFIGURATION);
            assertThat(missing.toString()).contains("password");
        });
    }

    @Test
    void shouldSayThatThereIsNoDriver_withoutItsUrl() throws Exception {
        assertThat(poll("{jdbc: {url: 'jdbc:nobody://hush', query: select 1}}").missing())
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.reason()).isEqualTo(Reason.CONFIGURATION);
                    assertThat(missing.toString()).contains("no JDBC driver").doesNotContain("hush");
                });
    }

    @Test
    void shouldWaitNoLongerThanItsTime() throws Exception {
        String slow =
                source("select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where a.x < b.x");

        Poll.Result result = Polls.hurried(timeout -> Polls.poll(
                Polls.verification(directory, "supply: " + slow + ", locked: " + source("select 7") + timeout)));

        assertThat(result.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.figure()).isEqualTo("supply");
            assertThat(missing.reason()).isEqualTo(Reason.TIMEOUT);
        });
    }

    @Test
    void shouldSayThatADriverFailed_withoutItsWords() throws Exception {
        Driver faulty = new FaultyDriver();
        DriverManager.registerDriver(faulty);
        try {
            assertThat(poll("{jdbc: {url: 'jdbc:faulty:hush', query: select 1}}")
                            .missing())
                    .singleElement()
                    .satisfies(missing -> {
                        assertThat(missing.reason()).isEqualTo(Reason.FAULT);
                        assertThat(missing.toString())
                                .contains("java.lang.IllegalStateException at ", "FaultyDriver")
                                .doesNotContain("hush");
                    });
        } finally {
            DriverManager.deregisterDriver(faulty);
        }
    }
}
