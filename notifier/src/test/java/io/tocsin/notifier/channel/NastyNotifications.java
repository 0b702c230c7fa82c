package io.tocsin.notifier.channel;

import io.tocsin.schemas.avro.Notification;
import io.tocsin.schemas.avro.NotifiedAlert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Notifications of texts that mean something to somebody: to a mail's header, to HTML, to Slack, to a telephone. */
public final class NastyNotifications {

    private static final List<String> PIECES = List.of(
            "\r\nBcc: all@example.org\r\n",
            "\n",
            "\r",
            "\n\n.\r\n",
            "\0",
            "\u0085",
            "\u2028",
            "\u001b[2J",
            "=?UTF-8?Q?=0D=0ABcc:_x?=",
            "<script>alert('1')</script>",
            "&amp;<!channel>|`*_~",
            "\"'\\{}[]^€",
            "😀",
            "\ud83d",
            "ä",
            "ж",
            "{{ .Status }}",
            "--=_0123",
            " ",
            "word",
            "https://example.org/a?b=c&d=<e>");

    private final Random random;

    public NastyNotifications(long seed) {
        this.random = new Random(seed);
    }

    public Notification next() {
        List<NotifiedAlert> alerts = new ArrayList<>();
        for (int i = random.nextInt(60); i >= 0; i--) {
            alerts.add(alert());
        }
        return new Notification(
                random.nextLong(4_000_000_000_000L),
                text(),
                "any[0]",
                text(),
                map(),
                random.nextBoolean() ? "OVER_BEFORE_TOLD" : "REPEAT_INTERVAL_ELAPSED",
                1L,
                alerts,
                random.nextInt(3));
    }

    private NotifiedAlert alert() {
        boolean firing = random.nextBoolean();
        Map<String, String> labels = map();
        labels.put("alertname", text());
        labels.put("severity", text());
        Map<String, String> annotations = map();
        annotations.put("summary", text());
        annotations.put("description", text());
        annotations.put("runbook_url", text());
        long at = random.nextLong(4_000_000_000_000L);
        return new NotifiedAlert(
                "",
                "",
                text(),
                labels,
                annotations,
                "",
                firing,
                at,
                at,
                firing ? null : at,
                random.nextGaussian(),
                text());
    }

    private Map<String, String> map() {
        Map<String, String> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), text());
        }
        return map;
    }

    /** Mostly short, sometimes longer than any limit. */
    private String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(20) == 0 ? random.nextInt(2_000) : random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
