/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.EvidentTable;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What erasure does on every kind of catalog and store. */
abstract class ErasureContract implements SubjectRowsContract, HeldErasureContract, ErasedFilesContract {

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
                // So that a text that is still there can be seen in the bytes.
                .set(TableProperties.PARQUET_COMPRESSION, "uncompressed")
                .commit();
    }

    @AfterEach
    void close() {
        events.close();
    }
}
