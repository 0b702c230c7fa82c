package io.tocsin.streamprocessor;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.streamprocessor.series.SeriesLimits;
import io.tocsin.streamprocessor.ticks.TickSettings;
import io.tocsin.streamprocessor.time.TimeBounds;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code stream_processor:} of the configuration.
 *
 * @param http where the API listens
 * @param deployment how the instance runs: may differ between the instances of one log
 * @param ticks how the log is ticked
 * @param bounds what is refused as too late or from the future; the same for all instances of one log
 * @param retention how long samples can be queried; the same for all instances of one log
 * @param limits how many series a partition takes; the same for all instances of one log
 */
public record StreamProcessorConfig(
        Http http,
        Deployment deployment,
        TickSettings ticks,
        TimeBounds bounds,
        Duration retention,
        SeriesLimits limits) {

    private static final int DEFAULT_PORT = 9090;

    /**
     * Where the API listens.
     *
     * @param advertisedHost under which other instances reach this one
     */
    public record Http(String listenAddress, int port, String advertisedHost) {

        /** The address of the API. */
        public String url() {
            return "http://" + advertisedHost + ":" + port;
        }
    }

    /**
     * How the instance runs.
     *
     * @param instance its name, the same after a restart; one log's instances have different ones
     * @param stateDirectory for Kafka Streams
     */
    public record Deployment(
            String instance, Path stateDirectory, int threads, int standbys, Duration sessionTimeout) {}

    /** @param section may be absent: all defaults */
    public static StreamProcessorConfig read(YamlNode section, Problems problems) {
        section.allowOnly(
                "listen_address",
                "port",
                "advertised_host",
                "instance",
                "state_directory",
                "threads",
                "standbys",
                "session_timeout",
                "tick_interval",
                "lateness",
                "late_limit",
                "future_limit",
                "retention",
                "series_per_source",
                "series_per_partition");
        String address = section.string("listen_address", "127.0.0.1");
        Http http = new Http(
                address,
                positive(section, problems, "port", DEFAULT_PORT, 0),
                section.string("advertised_host", address.equals("0.0.0.0") ? "127.0.0.1" : address));
        Deployment deployment = new Deployment(
                section.string("instance", "1"),
                Path.of(section.string("state_directory", "data/streams")),
                positive(section, problems, "threads", 1, 1),
                positive(section, problems, "standbys", 0, 0),
                section.duration("session_timeout", Duration.ofSeconds(6)));
        TickSettings ticks = new TickSettings(
                atLeast(section, problems, "tick_interval", TickSettings.DEFAULT.interval(), Duration.ofMillis(10)),
                section.duration("lateness", TickSettings.DEFAULT.lateness()));
        TimeBounds bounds = new TimeBounds(
                section.duration("late_limit", TimeBounds.DEFAULT.late()),
                section.duration("future_limit", TimeBounds.DEFAULT.future()));
        SeriesLimits limits = new SeriesLimits(
                positive(
                        section,
                        problems,
                        "series_per_source",
                        SeriesLimits.defaults().seriesPerSource(),
                        1),
                positive(
                        section,
                        problems,
                        "series_per_partition",
                        SeriesLimits.defaults().series(),
                        1));
        Duration retention = section.duration("retention", Duration.ofHours(6));
        return new StreamProcessorConfig(http, deployment, ticks, bounds, retention, limits);
    }

    private static int positive(YamlNode section, Problems problems, String key, int dflt, int least) {
        int value = section.integer(key, dflt);
        if (value < least) {
            YamlNode at = section.get(key);
            problems.add(at.position(), at.path(), "must be at least " + least + ", is " + value);
            return dflt;
        }
        return value;
    }

    private static Duration atLeast(YamlNode section, Problems problems, String key, Duration dflt, Duration least) {
        Duration value = section.duration(key, dflt);
        if (value.compareTo(least) < 0) {
            YamlNode at = section.get(key);
            problems.add(at.position(), at.path(), "must be at least " + least.toMillis() + "ms");
            return dflt;
        }
        return value;
    }

    public StreamProcessorConfig withPort(int port) {
        Http moved = new Http(http.listenAddress(), port, http.advertisedHost());
        return new StreamProcessorConfig(moved, deployment, ticks, bounds, retention, limits);
    }

    public StreamProcessorConfig withStateDirectory(Path directory) {
        Deployment moved = new Deployment(
                deployment.instance(),
                directory,
                deployment.threads(),
                deployment.standbys(),
                deployment.sessionTimeout());
        return new StreamProcessorConfig(http, moved, ticks, bounds, retention, limits);
    }
}
