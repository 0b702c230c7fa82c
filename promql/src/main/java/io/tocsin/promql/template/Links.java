package io.tocsin.promql.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URI;

/** Hosts, ports and links. */
final class Links {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:([^:\\[\\]]*)|\\[([^\\[\\]]*)\\]):([^:\\[\\]]*)");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private Links() {}

    /** @param tab 0 for the graph, 1 for the table */
    static String graph(String expression, int tab) {
        return "/graph?g0.expr=" + GoFunctions.urlQuery(expression) + "&g0.tab=" + tab;
    }

    static String path(String url) {
        try {
            String path = URI.create(url).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            throw new TemplateError("the external URL is none: " + url);
        }
    }

    /** {@code host:port} without the port; anything else as it is. */
    static String withoutPort(String hostPort) {
        Matcher matcher = HOST_AND_PORT.matcher(hostPort);
        return matcher.matches() ? host(matcher) : hostPort;
    }

    private static String host(Matcher matcher) {
        String plain = matcher.group(1);
        return plain == null ? String.valueOf(matcher.group(2)) : plain;
    }

    /** The first part of a host's name, with its port; addresses stay as they are. */
    static String withoutDomain(String hostPort) {
        Matcher matcher = HOST_AND_PORT.matcher(hostPort);
        boolean hasPort = matcher.matches();
        String host = hasPort ? host(matcher) : hostPort;
        if (ADDRESS.matches(host)) {
            return hostPort;
        }
        int dot = host.indexOf('.');
        String name = dot < 0 ? host : host.substring(0, dot);
        String port = hasPort ? String.valueOf(matcher.group(3)) : "";
        return port.isEmpty() ? name : name + ":" + port;
    }
}
