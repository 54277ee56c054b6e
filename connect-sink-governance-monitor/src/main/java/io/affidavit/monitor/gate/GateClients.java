/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.monitor.broker.Clients;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka clients of a gate. */
public final class GateClients {

    private static final String ID_PREFIX = "affidavit-gate/";
    /** Records go out in batches: a transaction holds many. */
    private static final Map<String, Object> BATCHES =
            Map.of(ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);

    private GateClients() {}

    /**
     * Clients of a connector.
     *
     * @param configured the connector's configuration
     * @param bufferBytes that each producer holds at most
     */
    public static Clients of(Map<String, String> configured, String connector, long bufferBytes) {
        return Clients.of(
                new Clients.Owner(ID_PREFIX, connector),
                configured.get(GateKeys.SERVERS),
                Clients.settings(configured, GateKeys.CLIENT_PREFIX),
                new Clients.Writing(BATCHES, Map.of(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes)));
    }
}
