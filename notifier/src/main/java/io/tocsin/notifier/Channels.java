package io.tocsin.notifier;

import io.tocsin.notifier.channel.NotificationChannel;
import io.tocsin.notifier.channel.Surroundings;
import io.tocsin.notifier.send.Sender.Address;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the channels a configuration asks for. */
record Channels(Surroundings surroundings) {

    Map<Address, NotificationChannel> of(Collection<ReceiverConfig> receivers) {
        Map<Address, NotificationChannel> channels = new LinkedHashMap<>();
        for (ReceiverConfig receiver : receivers) {
            receiver.integrations()
                    .forEach((integration, config) ->
                            channels.put(new Address(receiver.name(), integration), config.open(surroundings)));
        }
        return channels;
    }
}
