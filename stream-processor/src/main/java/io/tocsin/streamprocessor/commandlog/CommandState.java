package io.tocsin.streamprocessor.commandlog;

import java.util.Locale;

/** How a command stands; of several that apply the first. */
public enum CommandState {
    /** It was not given; the command says why. */
    SUPPRESSED,
    /** It was given for show. */
    DRY_RUN,
    /** It was taken back. */
    REVERSED,
    /** Its time to live is over. */
    EXPIRED,
    /** It may be obeyed. */
    OPEN;

    /** As the API writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
