package io.tocsin.standalone.deploy;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import io.tocsin.standalone.quality.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * docker-compose.yml, in an environment in which nothing is set.
 *
 * @param services by name, in the order of the file
 * @param volumes the named ones
 * @param secrets the files that hold them, by name, relative to the file
 */
record ComposeFile(Map<String, Service> services, Set<String> volumes, Map<String, String> secrets) {

    /** The image that is built here; it is what runs our services. */
    static final String OWN_IMAGE = "tocsin:local";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    /**
     * One container.
     *
     * @param command what follows the image's entry point
     * @param healthcheck what is run in it to see whether it is well
     */
    record Service(
            String name,
            YamlNode node,
            String image,
            List<String> command,
            Map<String, String> environment,
            List<Mount> volumes,
            List<String> secrets,
            List<String> ports,
            List<String> healthcheck) {

        boolean isOurs() {
            return image.equals(OWN_IMAGE);
        }

        Optional<String> setting(String key) {
            return node.optionalString(key);
        }
    }

    /**
     * What a container sees.
     *
     * @param source a path that begins with {@code ./}, relative to the file, or the name of a volume
     */
    record Mount(String source, String target, boolean readOnly) {

        boolean isFile() {
            return source.startsWith("./");
        }

        private static Mount of(String text) {
            String[] parts = text.split(":", -1);
            return new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro"));
        }
    }

    static ComposeFile ours() throws IOException {
        return parse(Files.readString(Reactor.ROOT.resolve("docker-compose.yml")));
    }

    static ComposeFile parse(String text) {
        Problems problems = new Problems();
        YamlNode root =
                YamlNode.parse("docker-compose.yml", VARIABLE.matcher(text).replaceAll("$1"), problems);
        Map<String, Service> services = new LinkedHashMap<>();
        root.get("services").entries().forEach((name, node) -> services.put(name, service(name, node)));
        Map<String, String> secrets = new TreeMap<>();
        root.get("secrets").entries().forEach((name, node) -> secrets.put(name, node.requiredString("file")));
        Set<String> volumes = Set.copyOf(root.get("volumes").entries().keySet());
        problems.throwIfAny();
        return new ComposeFile(services, volumes, secrets);
    }

    private static Service service(String name, YamlNode node) {
        return new Service(
                name,
                node,
                node.requiredString("image"),
                node.strings("command"),
                node.stringMap("environment"),
                node.strings("volumes").stream().map(Mount::of).toList(),
                node.strings("secrets"),
                node.strings("ports"),
                node.get("healthcheck").strings("test"));
    }

    /** The services of our own image. */
    List<Service> own() {
        return services.values().stream().filter(Service::isOurs).toList();
    }
}
