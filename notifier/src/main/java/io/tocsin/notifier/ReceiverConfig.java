package io.tocsin.notifier;

import io.tocsin.notifier.channel.ChannelConfig;
import io.tocsin.notifier.group.Recipient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A receiver: a name, and the ways to reach whoever it stands for. All of them are told; with none, nobody is.
 *
 * @param channels in the order of their kinds, then of the file
 */
public record ReceiverConfig(String name, List<ChannelConfig> channels) {

    public ReceiverConfig {
        channels = List.copyOf(channels);
    }

    /** By integration, {@code webhook[0]}…: each kind is counted by itself, so that one more of another moves none. */
    Map<String, ChannelConfig> integrations() {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, ChannelConfig> integrations = new LinkedHashMap<>();
        for (ChannelConfig channel : channels) {
            int index = counts.merge(channel.kind(), 1, Integer::sum) - 1;
            integrations.put(channel.kind() + "[" + index + "]", channel);
        }
        return integrations;
    }

    List<Recipient> recipients() {
        return integrations().entrySet().stream()
                .map(entry ->
                        new Recipient(name, entry.getKey(), entry.getValue().sendResolved()))
                .toList();
    }
}
