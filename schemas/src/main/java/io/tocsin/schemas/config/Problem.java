package io.tocsin.schemas.config;

/**
 * One mistake of a configuration file.
 *
 * @param path the way to the node from the root of the document ({@code collector.targets[2].url}); empty at the root
 * @param message what is wrong and what to write instead; never the text of a secret
 */
public record Problem(Position at, String path, String message) {

    @Override
    public String toString() {
        return path.isEmpty() ? at + ": " + message : at + ": " + path + ": " + message;
    }
}
