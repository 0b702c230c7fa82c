package io.tocsin.standalone.deploy;

import io.tocsin.standalone.deploy.ComposeFile.Mount;
import io.tocsin.standalone.deploy.ComposeFile.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What every container has to keep to, which Docker would not notice. */
final class ComposeRules {
    private final Path root;
    private final List<String> violations = new ArrayList<>();

    private ComposeRules(Path root) {
        this.root = root;
    }

    /**
     * Everything that is not as it should be, in words.
     *
     * @param root that mounted files are named relative to
     */
    static List<String> violations(ComposeFile file, Path root) {
        ComposeRules rules = new ComposeRules(root);
        file.services().values().forEach(service -> rules.check(service, file));
        file.secrets()
                .forEach((name, secret) -> rules.require(
                        Files.isRegularFile(root.resolve(secret)), "secret " + name, "there is no file " + secret));
        return rules.violations;
    }

    private void require(boolean good, String who, String otherwise) {
        if (!good) {
            violations.add(who + ": " + otherwise);
        }
    }

    private void check(Service service, ComposeFile file) {
        String who = service.name();
        for (String port : service.ports()) {
            require(port.startsWith("127.0.0.1:"), who, "port " + port + " is published beyond this machine");
        }
        require(!service.healthcheck().isEmpty(), who, "has no health check");
        require(service.setting("mem_limit").isPresent(), who, "has no memory limit");
        require(service.setting("restart").equals(Optional.of("unless-stopped")), who, "is not restarted");
        require(service.node().strings("cap_drop").contains("ALL"), who, "keeps capabilities");
        require(service.node().strings("security_opt").contains("no-new-privileges:true"), who, "may gain privileges");
        require(service.node().get("logging").get("options").get("max-size").isPresent(), who, "logs without limit");
        require(!service.image().endsWith(":latest") && service.image().contains(":"), who, "has no fixed image");
        service.volumes().forEach(mount -> check(who, mount, file));
        service.secrets().forEach(secret -> require(file.secrets().containsKey(secret), who, "no secret " + secret));
        service.node()
                .get("depends_on")
                .entries()
                .keySet()
                .forEach(other -> require(
                        file.services().containsKey(other), who, "depends on " + other + ", which is not there"));
        if (service.isOurs()) {
            checkOwn(service);
        }
    }

    private void check(String who, Mount mount, ComposeFile file) {
        if (mount.isFile()) {
            require(Files.exists(root.resolve(mount.source())), who, "there is no " + mount.source());
            require(mount.readOnly(), who, mount.source() + " can be written to");
        } else {
            require(file.volumes().contains(mount.source()), who, "no volume " + mount.source());
        }
    }

    /** Its image has a user of its own, and the services write nowhere but into volumes and {@code /tmp}. */
    private void checkOwn(Service service) {
        require(service.node().bool("read_only", false), service.name(), "may write to its root file system");
        require(
                service.node().strings("tmpfs").stream().anyMatch(place -> place.startsWith("/tmp:exec")),
                service.name(),
                "cannot unpack native libraries");
        require(service.node().get("build").isPresent(), service.name(), "is not built");
        require(Objects.equals(service.healthcheck().get(1), Image.HEALTHY), service.name(), "is asked otherwise");
    }
}
