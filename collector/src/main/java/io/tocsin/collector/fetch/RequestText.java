package io.tocsin.collector.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request as it is sent. */
final class RequestText {

    /** Methods whose requests have a body as a rule: many servers answer 411 to one that says nothing of its length. */
    private static final Set<String> EXPECTED = Set.of("POST", "PUT", "PATCH");

    private RequestText() {}

    /** @param ours headers that replace those below, whatever their letters' case */
    static byte[] of(Hop hop, Map<String, String> ours) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", hop.authority());
        headers.put("User-Agent", "Tocsin");
        headers.put("Accept", "*/*");
        headers.put("Accept-Encoding", "identity");
        headers.putAll(ours);
        headers.put("Connection", "close");
        byte[] body = hop.body().reveal().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 || EXPECTED.contains(hop.method())) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        StringBuilder head = new StringBuilder(256);
        head.append(hop.method()).append(' ').append(hop.path()).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
