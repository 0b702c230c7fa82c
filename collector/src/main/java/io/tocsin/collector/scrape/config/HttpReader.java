package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.Secret;
import io.tocsin.schemas.config.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads how the targets of a job are asked. Files named in it are read when they are needed. */
public final class HttpReader {

    public static final List<String> KEYS = List.of(
            "basic_auth",
            "authorization",
            "bearer_token",
            "bearer_token_file",
            "tls_config",
            "follow_redirects",
            "enable_compression",
            "enable_http2");

    private final YamlNode job;
    private final Path directory;
    private final Unsupported unsupported;

    /** @param directory to which paths are relative */
    HttpReader(YamlNode job, Path directory, Unsupported unsupported) {
        this.job = job;
        this.directory = directory;
        this.unsupported = unsupported;
    }

    /**
     * The section alone, without a job around it: what is not supported is a mistake.
     *
     * @param directory to which paths are relative
     */
    public static HttpOptions read(YamlNode section, Path directory, Problems problems) {
        Unsupported unsupported = new Unsupported();
        HttpOptions options = new HttpReader(section, directory, unsupported).read();
        unsupported.found().forEach(each -> problems.add(each.at(), each.path(), each.message()));
        return options;
    }

    HttpOptions read() {
        return new HttpOptions(
                credentials(), tls(), job.bool("follow_redirects", true), job.bool("enable_compression", true));
    }

    private Credentials credentials() {
        YamlNode basic = job.get("basic_auth");
        YamlNode authorization = job.get("authorization");
        Optional<Credentials.Source> bearer = source(job, "bearer_token");
        int ways = (basic.isPresent() ? 1 : 0) + (authorization.isPresent() ? 1 : 0) + (bearer.isPresent() ? 1 : 0);
        if (ways > 1) {
            job.problem("at most one of basic_auth, authorization and bearer_token may be given");
        }
        if (basic.isPresent()) {
            return basic(basic);
        }
        if (authorization.isPresent()) {
            return authorization(authorization);
        }
        return bearer.<Credentials>map(token -> new Credentials.Token("Bearer", token))
                .orElseGet(Credentials.None::new);
    }

    private Credentials basic(YamlNode basic) {
        basic.allowOnly("username", "username_file", "password", "password_file");
        if (basic.get("username_file").isPresent()) {
            unsupported.note(basic.get("username_file"), "is not supported: give username");
        }
        Credentials.Source none = new Credentials.Source.Inline(new Secret(""));
        return new Credentials.Basic(
                basic.string("username", ""), source(basic, "password").orElse(none));
    }

    private Credentials authorization(YamlNode authorization) {
        authorization.allowOnly("type", "credentials", "credentials_file");
        String type = authorization.string("type", "Bearer").strip();
        if (type.equalsIgnoreCase("basic")) {
            authorization.get("type").problem("Basic is written as basic_auth");
        }
        return source(authorization, "credentials")
                .<Credentials>map(token -> new Credentials.Token(type, token))
                .orElseGet(Credentials.None::new);
    }

    private Optional<Credentials.Source> source(YamlNode section, String key) {
        Optional<Secret> inline = section.secret(key);
        Optional<String> file = section.optionalString(key + "_file");
        if (inline.isPresent() && file.isPresent()) {
            section.get(key + "_file").problem("may not stand beside " + key);
        }
        return file.<Credentials.Source>map(path -> new Credentials.Source.File(directory.resolve(path)))
                .or(() -> inline.map(Credentials.Source.Inline::new));
    }

    private Tls tls() {
        YamlNode tls = job.get("tls_config");
        tls.allowOnly(
                "ca_file",
                "cert_file",
                "key_file",
                "insecure_skip_verify",
                "server_name",
                "min_version",
                "max_version");
        unsupported.note(tls, Unsupported.OF_TLS);
        Tls read = new Tls(
                path(tls, "ca_file"),
                path(tls, "cert_file"),
                path(tls, "key_file"),
                tls.bool("insecure_skip_verify", false));
        if (read.certificate().isPresent() != read.key().isPresent()) {
            tls.problem("cert_file and key_file go together");
        }
        return read;
    }

    private Optional<Path> path(YamlNode section, String key) {
        return section.optionalString(key).map(directory::resolve);
    }
}
