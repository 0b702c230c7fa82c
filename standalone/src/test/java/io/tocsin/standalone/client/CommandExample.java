package io.tocsin.standalone.client;

import io.tocsin.client.commands.CommandHandler;
import io.tocsin.client.commands.CommandListener;
import io.tocsin.client.commands.CursorStore;
import java.net.URI;
import java.nio.file.Path;

/** What the client's README shows of an application that obeys; {@link ReadmeTest} holds the two together. */
public final class CommandExample {

    private CommandExample() {}

    public static CommandListener listen(URI processor, Path data, CommandHandler bridge) {
        // README: commands
        CommandListener listener = CommandListener.to(processor, "bridge")
                .cursors(CursorStore.file(data.resolve("commands.cursor")))
                .listen(command -> bridge.obey(command));
        // end
        return listener;
    }
}
