package io.tocsin.notifier;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.channel.config.GlobalSection;
import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that says what is sent for a notification. Its parts:
 *
 * <pre>
 * global: …            # as in a configuration, both
 * receivers: [{name: ops, slack_configs: [{…}]}]
 * notification:
 *   reason: FIRST_NOTIFICATION
 *   group: {alertname: Cpu}
 *   alerts:
 *     - {labels: {…}, annotations: {…}, value: 97.5, began: 90s, ended: 5s}   # how long before the decision
 * expect: |            # JSON, a form or a mail
 * </pre>
 */
record PayloadCase(ChannelConfig config, Notification notification, String expected) {

    static final Instant DECIDED = Instant.parse("2026-03-01T03:00:00Z");

    static PayloadCase read(Path file, int httpPort, int smtpPort) throws IOException {
        String text = Files.readString(file)
                .replace("RECEIVER", "http://127.0.0.1:" + httpPort)
                .replace("SMARTHOST", "127.0.0.1:" + smtpPort);
        Problems problems = new Problems();
        YamlNode root = YamlNode.parse(file.getFileName().toString(), text, problems);
        root.allowOnly("global", "receivers", "notification", "expect");
        ReceiverConfig receiver = ReceiverReader.read(root.get("receivers"), GlobalSection.read(root, problems))
                .values()
                .iterator()
                .next();
        Notification notification = notification(root.get("notification"), receiver);
        problems.throwIfAny();
        return new PayloadCase(receiver.channels().getFirst(), notification, root.requiredString("expect"));
    }

    private static Notification notification(YamlNode node, ReceiverConfig receiver) {
        node.allowOnly("reason", "group", "alerts", "truncated");
        List<NotifiedAlert> alerts = new ArrayList<>();
        for (YamlNode alert : node.list("alerts")) {
            for (int i = 0; i < alert.integer("times", 1); i++) {
                alerts.add(alert(alert));
            }
        }
        return new Notification(
                DECIDED.toEpochMilli(),
                receiver.name(),
                receiver.integrations().keySet().iterator().next(),
                "{}:" + node.stringMap("group"),
                node.stringMap("group"),
                node.string("reason", "FIRST_NOTIFICATION"),
                1L,
                alerts,
                node.integer("truncated", 0));
    }

    private static NotifiedAlert alert(YamlNode node) {
        node.allowOnly("labels", "annotations", "value", "began", "ended", "expr", "times");
        long began = before(node.duration("began", Duration.ofMinutes(1)));
        Long ended = node.optionalDuration("ended").map(PayloadCase::before).orElse(null);
        return new NotifiedAlert(
                "default",
                "group",
                node.get("labels").string("alertname", "Rule"),
                node.stringMap("labels"),
                node.stringMap("annotations"),
                "00000000000000aa",
                ended == null,
                began,
                began,
                ended,
                node.number("value", 0),
                node.string("expr", "up == 0"));
    }

    private static long before(Duration duration) {
        return DECIDED.minus(duration).toEpochMilli();
    }
}
