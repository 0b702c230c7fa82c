package io.tocsin.collector.otlp;

/**
 * Attribute keys to label names, as Prometheus 3 does by default: whatever is not a letter, a digit or {@code _}
 * becomes {@code _}, and {@code key} stands before a name that would begin with a digit or a single {@code _}.
 */
final class LabelNames {

    private LabelNames() {}

    static String of(String key) {
        String name = escaped(key);
        if (name.isEmpty()) {
            return name;
        }
        char first = name.charAt(0);
        if (first >= '0' && first <= '9') {
            return "key_" + name;
        }
        return first == '_' && !name.startsWith("__") ? "key" + name : name;
    }

    private static String escaped(String key) {
        if (isPermitted(key)) {
            return key;
        }
        StringBuilder out = new StringBuilder(key.length());
        key.codePoints().forEach(c -> out.append(isPermitted(c) ? (char) c : '_'));
        return out.toString();
    }

    private static boolean isPermitted(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (!isPermitted(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPermitted(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
