package io.tocsin.standalone.up;

/** One line of a terminal, refreshed in place. */
final class StatusLine implements StatusDisplay {
    private final Terminal terminal;
    private final SampleRate rate = new SampleRate();

    StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(InstanceStatus status, long nanos) {
        terminal.status(StatusText.of(status, rate.next(status.samples(), nanos)));
    }
}
