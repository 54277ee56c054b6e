/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.content.Homecoming;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.convert.RecordConverter;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.archive.convert.Rules;
import io.affidavit.archive.flow.PartitionLedger.Fate;
import io.affidavit.archive.quarantine.QuarantineRows;
import io.affidavit.archive.route.RouteRules;
import io.affidavit.core.tags.GovHeaders;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Sends each record where it belongs: its events table, the quarantine, or nowhere but the books. */
final class RecordSorter {

    private final Tables tables;
    private final Ledgers ledgers;
    private final Refusals refusals;
    private final TombstonePolicy tombstones;
    private final Homecoming homecoming;

    RecordSorter(Tables tables, Ledgers ledgers, Refusals refusals, TombstonePolicy tombstones, Homecoming homecoming) {
        this.tables = tables;
        this.ledgers = ledgers;
        this.refusals = refusals;
        this.tombstones = tombstones;
        this.homecoming = homecoming;
    }

    /**
     * @throws IoFailure when a store failed; the batch is lost then
     * @throws ConnectException at a tombstone, or a text that is lost, that is to fail the task
     */
    Fate sort(SinkRecord record, SourcePartition source) {
        // It stays there even if it would go elsewhere by now: otherwise it would be in two places.
        if (ledgers.wasLeftAhead(source, record.originalKafkaOffset())) {
            return tables.fateAhead();
        }
        if (record.value() == null) {
            return tombstone(record, source);
        }
        if (GovHeaders.has(record.headers(), GovHeaders.CONTROL) && !RecordConverter.isEvent(record)) {
            return Fate.CONTROL;
        }
        SinkRecord whole;
        try {
            whole = IoFailure.guard(() -> homecoming.bringHome(record));
        } catch (Rejection rejection) {
            return refuse(record, source, new Conversion.Refused(rejection.rule(), rejection.path()));
        }
        Conversion.Refused upstream = QuarantineRows.rejectedUpstream(whole);
        return upstream == null ? archive(whole, source) : refuse(whole, source, upstream);
    }

    private Fate tombstone(SinkRecord record, SourcePartition source) {
        return switch (tombstones) {
            case COUNT -> Fate.TOMBSTONE;
            case REFUSE -> refuse(record, source, new Conversion.Refused(Rules.TOMBSTONE, null));
            case FAIL ->
                throw new ConnectException("Cannot archive " + record.originalTopic() + "-"
                        + record.originalKafkaPartition() + ": offset " + record.originalKafkaOffset()
                        + " is a tombstone and archive.tombstones is fail. Set it to count or refuse to go on");
        };
    }

    private Fate archive(SinkRecord record, SourcePartition source) {
        EventTable table;
        try {
            table = tables.of(record);
        } catch (Rejection rejection) {
            return refuse(record, source, new Conversion.Refused(rejection.rule(), rejection.path()));
        }
        TableArchive archive = table.archive();
        if (archive != tables.book() && archive.hasPassed(source, record.originalKafkaOffset())) {
            return archive.holds(source, record.originalKafkaOffset())
                    ? Fate.ELSEWHERE
                    // Its own table cannot take it any more: the statements there account for this offset.
                    : refuse(record, source, new Conversion.Refused(RouteRules.PASSED, null));
        }
        Optional<Conversion.Refused> refused = table.add(record, source);
        return refused.isEmpty() ? Fate.ARCHIVED : refuse(record, source, refused.get());
    }

    private Fate refuse(SinkRecord record, SourcePartition source, Conversion.Refused refused) {
        return refusals.take(source, record, refused);
    }
}
