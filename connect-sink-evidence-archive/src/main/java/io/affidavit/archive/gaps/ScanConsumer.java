/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer that looks into gaps: what a connector's configuration says of it, and that on which its verdict rests. */
public final class ScanConsumer {

    /** Brokers to ask; without them nothing is explained. */
    public static final String SERVERS = "archive.gaps.bootstrap.servers";

    /** Keys under this prefix are a consumer's own. */
    public static final String PREFIX = "archive.gaps.consumer.";

    private static final String ISOLATION = "consumer.override.isolation.level";

    private static final int FETCH_BYTES = 64 << 10;
    private static final int TIMEOUT_MILLIS = 10_000;

    private ScanConsumer() {}

    /**
     * The consumer's properties. It must see what the connector's own consumer sees, so it has the isolation of that one.
     *
     * @param connector a connector's configuration with {@link #SERVERS}
     */
    public static Map<String, Object> properties(Map<String, String> connector) {
        Map<String, Object> properties = new HashMap<>();
        // Most gaps are a single marker: a small fetch sees it as well as a large one.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        connector.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && value != null) {
                properties.put(key.substring(PREFIX.length()), value);
            }
        });
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connector.get(SERVERS));
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, connector.getOrDefault(ISOLATION, "read_uncommitted"));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /** What is wrong with a connector's configuration of the consumer, by the connector's key. */
    public static Map<String, String> faults(Map<String, String> connector) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (connector.get(SERVERS) == null) {
            connector.keySet().stream()
                    .filter(key -> key.startsWith(PREFIX))
                    .forEach(
                            key -> faults.put(key, "There is no broker to ask. Set " + SERVERS + ", or remove " + key));
            return faults;
        }
        ConsumerConfig.configDef()
                .validate(texts(properties(connector)))
                .forEach(value -> value.errorMessages().stream()
                        .findFirst()
                        .ifPresent(message -> faults.put(key(value.name()), message)));
        return faults;
    }

    private static String key(String consumerKey) {
        return consumerKey.equals(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) ? SERVERS : PREFIX + consumerKey;
    }

    private static Map<String, String> texts(Map<String, Object> properties) {
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) ->
                texts.put(key, value instanceof Class<?> type ? type.getName() : value.toString()));
        return texts;
    }
}
