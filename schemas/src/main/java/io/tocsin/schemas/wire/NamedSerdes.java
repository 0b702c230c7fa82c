package io.tocsin.schemas.wire;

import io.tocsin.schemas.config.KafkaConfig;
import io.tocsin.schemas.config.RegistryConfig;
import io.tocsin.schemas.wire.MalformedRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Somebody else's serializers for the registry's wire format, which the configuration names by class. */
final class NamedSerdes {

    private final Map<String, Object> settings;
    private final Optional<String> serializer;
    private final Optional<String> deserializer;

    private NamedSerdes(Map<String, Object> settings, Optional<String> serializer, Optional<String> deserializer) {
        this.settings = settings;
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    static NamedSerdes none() {
        return new NamedSerdes(Map.of(), Optional.empty(), Optional.empty());
    }

    static NamedSerdes of(KafkaConfig config) {
        if (config.registry().isEmpty()) {
            return none();
        }
        RegistryConfig registry = config.registry().get();
        return new NamedSerdes(settings(config, registry), registry.serializer(), registry.deserializer());
    }

    /** Under Confluent's names. */
    private static Map<String, Object> settings(KafkaConfig config, RegistryConfig registry) {
        Map<String, Object> settings = new HashMap<>(config.properties());
        settings.put("schema.registry.url", registry.url());
        settings.put("specific.avro.reader", "true");
        settings.put("avro.remove.java.properties", "true");
        registry.username().ifPresent(user -> {
            settings.put("basic.auth.credentials.source", "USER_INFO");
            settings.put(
                    "basic.auth.user.info",
                    user + ":" + registry.password().map(p -> p.reveal()).orElse(""));
        });
        return settings;
    }

    /** @return null if none is named */
    @Nullable
    Serializer<Object> serializer() {
        if (serializer.isEmpty()) {
            return null;
        }
        @SuppressWarnings("unchecked")
        Serializer<Object> made = make(serializer.get(), Serializer.class);
        made.configure(settings, false);
        return made;
    }

    /** @return null if none is named */
    @Nullable
    Deserializer<Object> deserializer() {
        if (deserializer.isEmpty()) {
            return null;
        }
        @SuppressWarnings("unchecked")
        Deserializer<Object> made = make(deserializer.get(), Deserializer.class);
        made.configure(settings, false);
        return made;
    }

    private static <T> T make(String name, Class<T> type) {
        try {
            return Utils.newInstance(name, type);
        } catch (ClassNotFoundException e) {
            throw new ConfigException("kafka.schema_registry names " + name + ", which is not on the class path");
        }
    }

    /** Which errors are the record's, and which may pass. */
    static <T> T decode(Deserializer<Object> deserializer, byte[] data, Class<T> type) throws MalformedRecordException {
        Object value;
        try {
            // Kafka hands a deserializer to one thread; a decoder may be shared by many.
            synchronized (deserializer) {
                value = deserializer.deserialize("", data);
            }
        } catch (RetriableException e) {
            throw new RegistryException("the schema registry does not answer: " + e.getMessage(), e);
        } catch (SerializationException e) {
            if (isTransport(e)) {
                throw new RegistryException("the schema registry does not answer: " + e.getMessage(), e);
            }
            throw new MalformedRecordException(Reason.CORRUPT, String.valueOf(e.getMessage()), e);
        }
        if (!type.isInstance(value)) {
            String found = value == null ? "nothing" : value.getClass().getName();
            throw new MalformedRecordException(Reason.WRONG_SCHEMA, "expected " + type.getName() + ", found " + found);
        }
        return type.cast(value);
    }

    private static boolean isTransport(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && !(cause instanceof EOFException)) {
                return true;
            }
        }
        return false;
    }
}
