/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.testing.Golden;
import io.affidavit.monitor.config.MonitorKeys;
import io.affidavit.monitor.gate.GateKeys;
import io.affidavit.monitor.webhook.WebhookKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    @Test
    void describesEveryKeyOfTheMonitor() {
        String page = """
                # Configuration of the monitor, the gate and the webhook

                Generated from the code. Keys under `monitor.client.` and `gate.client.` are handed to the Kafka clients of
                the monitor and of the gate.

                """ + ConfigReference.markdown(GovernanceMonitorSinkConnector.class.getName(), MonitorKeys.ALL)
                + ConfigReference.markdown(PolicyGateSinkConnector.class.getName(), GateKeys.ALL)
                + ConfigReference.markdown(IncidentWebhookSinkConnector.class.getName(), WebhookKeys.ALL);

        Golden.assertMatches(Path.of("../docs/configuration/monitor.md"), page);
    }
}
