package io.tocsin.collector.reserves;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.collector.reserves.Trouble.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.Properties;

/**
 * Asks a database, over a connection of its own that only reads. What came is a node as of a document, so that both are
 * read in the same way.
 */
final class QueryReader {

    /** SQLSTATE {@code query_canceled}. */
    private static final String CANCELLED = "57014";

    /** SQLSTATE class: the connection, not the query. */
    private static final String CONNECTION = "08";

    private QueryReader() {}

    /** @param timeout of connecting, of the query and of each answer; in whole seconds, as JDBC counts */
    static JsonNode ask(Question.Query question, Duration timeout) throws Trouble {
        Question.Login login = question.login();
        String password = password(login);
        long endNanos = System.nanoTime() + timeout.toNanos();
        int seconds = (int) Math.max(1, Math.ceilDiv(timeout.toMillis(), 1000L));
        try (Connection connection =
                DriverManager.getConnection(login.url().reveal(), properties(login, password, seconds))) {
            // Only a transaction can be read-only everywhere.
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(seconds);
                statement.setMaxRows(2);
                if (isPostgres(question.login())) {
                    // It goes on with a query whose client has gone.
                    statement.execute("set local statement_timeout = " + timeout.toMillis());
                }
                return read(statement, question.sql());
            }
        } catch (SQLException e) {
            throw isTimeout(e, System.nanoTime() - endNanos >= 0)
                    ? new Trouble(Reason.TIMEOUT, "the database did not answer in time")
                    : trouble(e, login, password);
        }
    }

    private static String password(Question.Login login) throws Trouble {
        if (login.password().isEmpty()) {
            return "";
        }
        Path file = login.password().get();
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Trouble(
                    Reason.CONFIGURATION,
                    "cannot read the password in " + file + ": " + e.getClass().getSimpleName());
        }
    }

    private static boolean isPostgres(Question.Login login) {
        return login.url().reveal().startsWith("jdbc:postgresql:");
    }

    private static Properties properties(Question.Login login, String password, int seconds) {
        Properties properties = new Properties();
        if (!login.user().isEmpty()) {
            properties.setProperty("user", login.user());
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        if (isPostgres(login)) {
            for (String key : new String[] {"loginTimeout", "connectTimeout", "socketTimeout", "cancelSignalTimeout"}) {
                properties.setProperty(key, Integer.toString(seconds));
            }
            properties.setProperty("ApplicationName", "tocsin");
        }
        return properties;
    }

    private static JsonNode read(Statement statement, String sql) throws SQLException, Trouble {
        try (ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            if (columns != 1) {
                throw new Trouble(Reason.INVALID, "the query has " + columns + " columns, and should have one");
            }
            if (!rows.next()) {
                throw new Trouble(Reason.MISSING, "the query has no row");
            }
            JsonNode value = value(rows);
            if (rows.next()) {
                throw new Trouble(Reason.INVALID, "the query has more than one row");
            }
            return value;
        }
    }

    private static JsonNode value(ResultSet row) throws SQLException, Trouble {
        return switch (row.getMetaData().getColumnType(1)) {
            case Types.FLOAT, Types.REAL, Types.DOUBLE ->
                throw new Trouble(Reason.INVALID, "is a floating-point number, which is not exact; cast it to numeric");
            case Types.BOOLEAN, Types.BIT -> {
                boolean flag = row.getBoolean(1);
                yield row.wasNull() ? NullNode.getInstance() : BooleanNode.valueOf(flag);
            }
            case Types.NUMERIC, Types.DECIMAL, Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> {
                BigDecimal number = row.getBigDecimal(1);
                yield number == null ? NullNode.getInstance() : DecimalNode.valueOf(number);
            }
            default -> {
                String text = row.getString(1);
                yield text == null ? NullNode.getInstance() : TextNode.valueOf(text);
            }
        };
    }

    /** PostgreSQL's driver says of a login that takes too long no more than that there is no connection. */
    private static boolean isTimeout(SQLException e, boolean over) {
        return e instanceof SQLTimeoutException
                || state(e).equals(CANCELLED)
                || e.getCause() instanceof SocketTimeoutException
                || (over && state(e).startsWith(CONNECTION));
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    private static Trouble trouble(SQLException e, Question.Login login, String password) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No suitable driver")) {
            return new Trouble(Reason.CONFIGURATION, "there is no JDBC driver for this URL");
        }
        // A driver may quote what it was given.
        String shown = message.replace(login.url().reveal(), "***");
        shown = password.isEmpty() ? shown : shown.replace(password, "***");
        Reason reason = state(e).startsWith(CONNECTION) ? Reason.UNREACHABLE : Reason.DATABASE;
        return new Trouble(
                reason, "the database says: " + shown.lines().findFirst().orElse(""));
    }
}
