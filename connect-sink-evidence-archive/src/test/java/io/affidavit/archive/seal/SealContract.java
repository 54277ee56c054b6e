/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.evidence.EvidentTable;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What sealing does on every kind of catalog. */
abstract class SealContract implements SealedDaysContract, ReplacedFilesContract {

    EvidentTable events;

    @Override
    public EvidentTable events() {
        return events;
    }

    @BeforeEach
    void createTable() {
        events = EvidentTable.create(catalog(), KEY);
        events.table()
                .updateProperties()
                .set(TableProperties.GC_ENABLED, "false")
                .commit();
    }

    @AfterEach
    void close() {
        events.close();
    }
}
