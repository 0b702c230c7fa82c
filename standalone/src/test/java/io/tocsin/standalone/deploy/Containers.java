package io.tocsin.standalone.deploy;

import io.tocsin.standalone.deploy.ComposeFile.Mount;
import io.tocsin.standalone.deploy.ComposeFile.Service;
import io.tocsin.standalone.kafka.Ports;
import io.tocsin.standalone.quality.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The services of our own image as processes of this machine: the image's entry point with the service's command, its
 * environment and the files it mounts. Of the container's world only this is another one: its paths begin with a
 * directory of its own, its classes are those of the build, it has little memory, and hosts and ports are those of
 * this machine.
 */
final class Containers implements AutoCloseable {
    private static final List<String> SMALL =
            List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Image image;
    private final List<Service> services;
    private final ComposeFile compose;
    private final Path directory;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, String> places;
    private final Map<String, Container> containers = new TreeMap<>();

    /** @param places what {@code host:port} of other containers is here */
    Containers(Path directory, Map<String, String> places) throws IOException {
        this.directory = directory;
        this.image = Image.ours();
        this.compose = ComposeFile.ours();
        this.services = compose.own();
        this.places = new HashMap<>(places);
        Iterator<Integer> free = Ports.choose(services.size()).iterator();
        for (Service service : services) {
            ports.put(service.name(), free.next());
            this.places.put(service.name() + ":" + inside(service), "127.0.0.1:" + port(service.name()));
        }
    }

    /** The port its health check asks: the one it listens on in its container. */
    private static String inside(Service service) {
        return service.healthcheck().getLast();
    }

    List<String> names() {
        return services.stream().map(Service::name).toList();
    }

    private int port(String service) {
        return Objects.requireNonNull(ports.get(service), service);
    }

    /** Where a service listens on this machine. */
    String url(String service) {
        return "http://127.0.0.1:" + port(service);
    }

    Container get(String service) {
        return Objects.requireNonNull(containers.get(service), service);
    }

    /** Brings what services mount to its places. */
    void mount() throws IOException {
        for (Service service : services) {
            for (Mount mount : service.volumes()) {
                if (mount.isFile()) {
                    copy(service, Reactor.ROOT.resolve(mount.source()), place(service, mount.target()));
                } else {
                    Files.createDirectories(place(service, mount.target()));
                }
            }
            for (String secret : service.secrets()) {
                Path source = Reactor.ROOT.resolve(compose.secrets().get(secret));
                copy(service, source, place(service, "/run/secrets/" + secret));
            }
        }
    }

    /** Adds a file to what a service mounts. */
    void write(String service, String path, String text) throws IOException {
        Files.writeString(directory.resolve(service + path), text);
    }

    private void copy(Service service, Path source, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.toList()) {
                    copy(service, file, target.resolve(file.getFileName()));
                }
            }
        } else {
            Files.createDirectories(target.getParent());
            Files.writeString(target, here(service, Files.readString(source)));
        }
    }

    private Path place(Service service, String path) {
        return directory.resolve(service.name() + path);
    }

    /** A text of the container's world in that of this machine. */
    private String here(Service service, String text) {
        int port = port(service.name());
        String here = text.replace("0.0.0.0:" + inside(service), "127.0.0.1:" + port)
                .replace("0.0.0.0", "127.0.0.1")
                .replace("advertised_host: " + service.name(), "advertised_host: 127.0.0.1")
                .replaceAll("(?m)\\bport: " + inside(service) + "$", "port: " + port)
                .replaceAll(
                        "(?<![\\w.])/(etc/tocsin|var/lib/tocsin|run/secrets)",
                        place(service, "/$1").toString());
        for (Map.Entry<String, String> place : places.entrySet()) {
            here = here.replaceAll("\\b" + place.getKey() + "\\b", place.getValue());
        }
        return here;
    }

    void start(String name) throws IOException {
        Service service = services.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(command(service));
        service.environment().forEach((key, value) -> builder.environment().put(key, here(service, value)));
        Path printed = directory.resolve(name + ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()))
                .start();
        containers.put(name, new Container(process, port(name), printed));
    }

    private List<String> command(Service service) throws IOException {
        List<String> command = new ArrayList<>(image.entryPoint());
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.set(
                command.size() - 1,
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(1, SMALL);
        service.command().forEach(argument -> command.add(here(service, argument)));
        return command;
    }

    /** What has been printed, for whoever has to find out why. */
    String printed() {
        StringBuilder all = new StringBuilder();
        containers.forEach((name, container) ->
                all.append("--- ").append(name).append('\n').append(container.text()));
        return all.toString();
    }

    @Override
    public void close() {
        containers.values().forEach(Container::kill);
    }
}
