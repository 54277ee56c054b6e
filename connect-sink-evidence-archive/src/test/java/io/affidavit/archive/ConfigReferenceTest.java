/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.ArchiveKeys;
import io.affidavit.archive.config.KeeperKeys;
import io.affidavit.archive.config.OffloadKeys;
import io.affidavit.archive.config.ReplayKeys;
import io.affidavit.core.config.ConfigReference;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration/archive.md} equal to the code. */
class ConfigReferenceTest {

    @Test
    void describesEveryKeyOfTheArchive() {
        String page = """
                # Configuration of the archive

                Generated from the code. Keys under `iceberg.catalog.` and `iceberg.hadoop.` are handed to Iceberg.

                """ + ConfigReference.markdown(EvidenceArchiveSinkConnector.class.getName(), ArchiveKeys.ALL)
                + ConfigReference.markdown(EvidenceKeeperConnector.class.getName(), KeeperKeys.ALL)
                + ConfigReference.markdown(EvidenceReplaySourceConnector.class.getName(), ReplayKeys.ALL)
                + ConfigReference.markdown(OffloadContent.class.getName(), OffloadKeys.ALL);

        Golden.assertMatches(Path.of("../docs/configuration/archive.md"), page);
    }
}
