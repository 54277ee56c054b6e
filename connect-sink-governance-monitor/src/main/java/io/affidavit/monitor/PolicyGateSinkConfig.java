/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.gate.GateClients;
import io.affidavit.monitor.gate.GateKeys;
import io.affidavit.monitor.gate.GateSettings;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** Typed view of the configuration of {@link PolicyGateSinkConnector}. */
public final class PolicyGateSinkConfig extends AbstractConfig {

    private final Map<String, String> properties;

    public PolicyGateSinkConfig(Map<String, String> properties) {
        super(GateKeys.ALL.toConfigDef(), properties, false);
        this.properties = Map.copyOf(properties);
    }

    public String connector() {
        return properties.getOrDefault("name", "gate");
    }

    GateSettings settings() {
        return GateSettings.of(this, connector());
    }

    Clients clients() {
        return GateClients.of(properties, connector(), getLong(GateKeys.BUFFER_BYTES));
    }
}
