/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.config;

import io.affidavit.monitor.broker.Clients;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka clients of a monitor. */
public final class MonitorClients {

    private static final String ID_PREFIX = "affidavit-monitor/";
    /** Each transaction is sent at once, and waited for. */
    private static final Clients.Writing WRITING =
            new Clients.Writing(Map.of(ProducerConfig.LINGER_MS_CONFIG, 0), Map.of());

    private MonitorClients() {}

    /**
     * Clients of a connector.
     *
     * @param servers brokers as host:port, with commas
     * @param settings of all clients, such as those of security
     */
    public static Clients of(String connector, String servers, Map<String, String> settings) {
        return Clients.of(new Clients.Owner(ID_PREFIX, connector), servers, settings, WRITING);
    }

    /** The settings of the monitor's Kafka clients in a connector's configuration. */
    public static Map<String, String> settings(Map<String, String> configured) {
        return Clients.settings(configured, MonitorKeys.CLIENT_PREFIX);
    }
}
