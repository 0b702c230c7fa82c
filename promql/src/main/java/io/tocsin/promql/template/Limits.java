package io.tocsin.promql.template;

/** What a template may use up; beyond it is a mistake, and must not take the process with it. */
final class Limits {

    static final int MAX_STEPS = 100_000;
    static final int CHARACTERS_PER_STEP = 256;
    static final int MAX_CALL_DEPTH = 100;

    /** Characters, of the output and of any text on the way to it. */
    private static final int MAX_LENGTH = 1 << 20;

    private Limits() {}

    static void checkLength(long length) {
        if (length > MAX_LENGTH) {
            throw new TemplateError("the text becomes longer than " + MAX_LENGTH + " characters");
        }
    }

    static String checked(String text) {
        checkLength(text.length());
        return text;
    }
}
