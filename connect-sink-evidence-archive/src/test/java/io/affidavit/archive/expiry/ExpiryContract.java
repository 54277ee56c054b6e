/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.evidence.EvidentTable;
import java.time.Instant;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What expiry does on every kind of catalog. */
abstract class ExpiryContract
        implements DropContract,
                DeletionContract,
                HeldExpiryContract,
                CarvingContract,
                ReturnedCarvingContract,
                ExpiryFindingsContract {

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T06:00:00Z"));
    EvidentTable events;

    @Override
    public MovableClock clock() {
        return clock;
    }

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
