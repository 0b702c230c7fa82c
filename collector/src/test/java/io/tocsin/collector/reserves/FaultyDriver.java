package io.tocsin.collector.reserves;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver that does not keep to JDBC's way of failing, and quotes what it was given. */
final class FaultyDriver implements Driver {

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:faulty:");
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) {
        if (acceptsURL(url)) {
            throw new IllegalStateException("no way to " + url);
        }
        return null;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("faulty");
    }
}
