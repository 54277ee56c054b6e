/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.testing.Golden;
import io.affidavit.source.settings.ClickHouseKeys;
import io.affidavit.source.settings.JdbcKeys;
import io.affidavit.source.settings.PostgresKeys;
import io.affidavit.source.settings.SearchKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration/sources.md} equal to the code. */
class ConfigReferenceTest {

    @Test
    void describesEveryKeyOfEverySource() {
        String page = """
                # Configuration of the sources

                Generated from the code.

                """ + ConfigReference.markdown(PostgresLogsSourceConnector.class.getName(), PostgresKeys.ALL)
                + "\n" + ConfigReference.markdown(JdbcLogsSourceConnector.class.getName(), JdbcKeys.ALL)
                + "\n" + ConfigReference.markdown(OpenSearchLogsSourceConnector.class.getName(), SearchKeys.ALL)
                + "\n" + ConfigReference.markdown(ClickHouseLogsSourceConnector.class.getName(), ClickHouseKeys.ALL);

        Golden.assertMatches(Path.of("../docs/configuration/sources.md"), page);
    }
}
