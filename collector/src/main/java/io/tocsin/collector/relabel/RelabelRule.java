package io.tocsin.collector.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tocsin.schemas.labels.BoundedRegex;
import io.tocsin.schemas.labels.GoRegex;
import io.tocsin.schemas.labels.Labels;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One rule, as Prometheus' configuration has it under {@code relabel_configs}. An absent label has the empty value, and
 * one that is set to the empty value is removed.
 *
 * @param sourceLabels whose values, joined by {@code separator}, the rule looks at
 * @param regex anchored at both ends; a dot also matches a line feed
 * @param modulus for {@link Action#HASHMOD}
 * @param targetLabel may refer to what the expression captured, for {@link Action#REPLACE}
 */
public record RelabelRule(
        Action action,
        List<String> sourceLabels,
        String separator,
        Pattern regex,
        long modulus,
        String targetLabel,
        String replacement) {

    static final String DEFAULT_REGEX = "(.*)";

    /** As the configuration's author wrote it, before it is anchored. */
    static Pattern compile(String regex) {
        return BoundedRegex.compile("^(?:" + regex + ")$", Pattern.DOTALL);
    }

    /**
     * Applies the rule.
     *
     * @return false if the label set is to be dropped
     */
    boolean apply(Labels.Builder labels) {
        String value = value(labels);
        switch (action) {
            case KEEP -> {
                return regex.matches(value);
            }
            case DROP -> {
                return !regex.matches(value);
            }
            case KEEPEQUAL -> {
                return labels.get(targetLabel).equals(value);
            }
            case DROPEQUAL -> {
                return !labels.get(targetLabel).equals(value);
            }
            case REPLACE -> replace(labels, value);
            case HASHMOD -> labels.set(targetLabel, hashMod(value));
            case LOWERCASE -> labels.set(targetLabel, value.toLowerCase(Locale.ROOT));
            case UPPERCASE -> labels.set(targetLabel, value.toUpperCase(Locale.ROOT));
            case LABELMAP -> map(labels);
            case LABELDROP -> names(labels).stream().filter(regex::matches).forEach(labels::remove);
            case LABELKEEP ->
                names(labels).stream().filter(name -> !regex.matches(name)).forEach(labels::remove);
        }
        return true;
    }

    private String value(Labels.Builder labels) {
        if (sourceLabels.size() == 1) {
            return labels.get(sourceLabels.getFirst());
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < sourceLabels.size(); i++) {
            joined.append(i == 0 ? "" : separator).append(labels.get(sourceLabels.get(i)));
        }
        return joined.toString();
    }

    private void replace(Labels.Builder labels, String value) {
        Matcher matcher = regex.matcher(value);
        if (!matcher.matches()) {
            return;
        }
        String target = GoRegex.expand(matcher, targetLabel);
        if (!target.isEmpty()) {
            labels.set(target, GoRegex.expand(matcher, replacement));
        }
    }

    private void map(Labels.Builder labels) {
        Labels before = labels.build();
        before.forEach((name, value) -> {
            Matcher matcher = regex.matcher(name);
            if (matcher.matches()) {
                labels.set(GoRegex.expand(matcher, replacement), value);
            }
        });
    }

    private static List<String> names(Labels.Builder labels) {
        List<String> names = new ArrayList<>();
        labels.build().forEach((name, value) -> names.add(name));
        return names;
    }

    /** The last eight bytes of the MD5 of the value, as a number, modulo: the shard that Prometheus would choose. */
    private String hashMod(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOfRange(hash, 8, 16))
                    .mod(new BigInteger(Long.toUnsignedString(modulus)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
