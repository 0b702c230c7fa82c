package io.tocsin.collector.scrape.config;

import io.tocsin.schemas.config.YamlNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Prometheus writes them: {@code 15MB} or {@code 15MiB}, both in units of 1024. */
public final class Sizes {

    private static final String UNITS = "KMGTPE";
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGTPE]?)(?:i?B)?");

    private Sizes() {}

    /** @return bytes; the default, and a problem, if the value is no size */
    public static long bytes(YamlNode section, String key, long dflt) {
        YamlNode node = section.get(key);
        if (!node.isPresent()) {
            return dflt;
        }
        Matcher form = FORM.matcher(node.text());
        if (!form.matches()) {
            node.problem("must be a size such as 500KB or 10MB, is \"" + node.text() + "\"");
            return dflt;
        }
        int power = form.group(2).isEmpty() ? 0 : UNITS.indexOf(form.group(2)) + 1;
        return (long) (Double.parseDouble(form.group(1)) * Math.pow(1024, power));
    }
}
