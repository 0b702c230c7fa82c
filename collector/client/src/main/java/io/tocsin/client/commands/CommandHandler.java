package io.tocsin.client.commands;

/** Obeys commands. */
@FunctionalInterface
public interface CommandHandler {

    /**
     * Obeys one command. Called by one thread, one command after the other. A command whose handling was cut short by the
     * end of the process is handed over again.
     *
     * @throws Exception if it could not be obeyed: it is handed over again until its time is over
     */
    void obey(Command command) throws Exception;
}
