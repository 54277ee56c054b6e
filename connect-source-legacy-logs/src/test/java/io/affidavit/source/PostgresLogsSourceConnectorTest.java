/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.source.settings.PostgresKeys;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class PostgresLogsSourceConnectorTest {

    @Test
    void isFoundByServiceLoaderWithItsVersion() {
        assertThat(ServiceLoader.load(SourceConnector.class))
                .hasAtLeastOneElementOfType(PostgresLogsSourceConnector.class)
                .hasAtLeastOneElementOfType(JdbcLogsSourceConnector.class)
                .allMatch(connector -> connector.version().equals(AffidavitVersion.current()));
        assertThat(new PostgresLogsSourceTask().version()).isEqualTo(AffidavitVersion.current());
        assertThat(new JdbcLogsSourceTask().version()).isEqualTo(AffidavitVersion.current());
    }

    @Test
    void supportsExactlyOnceWithItsOwnBoundaries() {
        PostgresLogsSourceConnector connector = new PostgresLogsSourceConnector();
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(Map.of()))
                .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
    }

    @Test
    void documentsEveryKey() {
        String page = ConfigReference.markdown("PostgreSQL source", PostgresKeys.ALL);
        assertThat(PostgresKeys.ALL.list()).allSatisfy(key -> assertThat(page).contains(key.name()));
    }
}
