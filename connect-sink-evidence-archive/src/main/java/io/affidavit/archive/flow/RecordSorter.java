/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.convert.RecordConverter;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.archive.flow.PartitionLedger.Fate;
import io.affidavit.archive.metrics.ArchiveMeters;
import io.affidavit.archive.quarantine.QuarantineRows;
import io.affidavit.archive.route.RouteRules;
import io.affidavit.core.tags.GovHeaders;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/** Sends each record where it belongs: its events table, the quarantine, or nowhere but the books. */
final class RecordSorter {

    private final Tables tables;
    private final Ledgers ledgers;
    private final ArchiveMeters meters;

    RecordSorter(Tables tables, Ledgers ledgers, ArchiveMeters meters) {
        this.tables = tables;
        this.ledgers = ledgers;
        this.meters = meters;
    }

    /** @throws IoFailure when a store failed; the batch is lost then */
    Fate sort(SinkRecord record, SourcePartition source) {
        if (record.value() == null) {
            meters.tombstones().add(1);
            return Fate.TOMBSTONE;
        }
        if (GovHeaders.has(record.headers(), GovHeaders.CONTROL) && !RecordConverter.isEvent(record)) {
            meters.controls().add(1);
            return Fate.CONTROL;
        }
        if (ledgers.wasLeftAhead(source, record.originalKafkaOffset())) {
            return tables.fateAhead();
        }
        Conversion.Refused upstream = QuarantineRows.rejectedUpstream(record);
        return upstream == null ? archive(record, source) : quarantine(record, source, upstream);
    }

    private Fate archive(SinkRecord record, SourcePartition source) {
        EventTable table;
        try {
            table = tables.of(record);
        } catch (Rejection rejection) {
            return quarantine(record, source, new Conversion.Refused(rejection.rule(), rejection.path()));
        }
        TableArchive archive = table.archive();
        if (archive != tables.book() && archive.hasPassed(source, record.originalKafkaOffset())) {
            return archive.holds(source, record.originalKafkaOffset())
                    ? Fate.ELSEWHERE
                    // Its own table cannot take it any more: the statements there account for this offset.
                    : quarantine(record, source, new Conversion.Refused(RouteRules.PASSED, null));
        }
        Optional<Conversion.Refused> refused = table.add(record, source);
        return refused.isEmpty() ? Fate.ARCHIVED : quarantine(record, source, refused.get());
    }

    private Fate quarantine(SinkRecord record, SourcePartition source, Conversion.Refused refused) {
        tables.quarantine().add(source, record, refused);
        return Fate.QUARANTINED;
    }
}
