/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.testing.Golden;
import io.affidavit.lake.settings.IcebergKeys;
import io.affidavit.lake.settings.ObjectStoreKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration/lake-sources.md} equal to the code. */
class ConfigReferenceTest {

    @Test
    void describesEveryKeyOfEverySource() {
        String page = """
                # Configuration of the lake sources

                Generated from the code. Keys of the Iceberg source that begin with `iceberg.catalog.` and are not listed are handed to Iceberg.

                """
                + ConfigReference.markdown(ObjectStoreLogsSourceConnector.class.getName(), ObjectStoreKeys.ALL)
                + ConfigReference.markdown(IcebergLogsSourceConnector.class.getName(), IcebergKeys.ALL);

        Golden.assertMatches(Path.of("../docs/configuration/lake-sources.md"), page);
    }
}
