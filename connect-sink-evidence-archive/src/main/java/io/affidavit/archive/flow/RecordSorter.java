/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.convert.Conversion;
import io.affidavit.archive.convert.RecordConverter;
import io.affidavit.archive.convert.Rules;
import io.affidavit.archive.metrics.ArchiveMeters;
import io.affidavit.archive.quarantine.QuarantineRows;
import io.affidavit.archive.table.SchemaChange;
import io.affidavit.archive.table.SchemaEvolution;
import io.affidavit.archive.write.PartitionedWriter;
import io.affidavit.core.tags.GovHeaders;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each record where it belongs: a file of the events table, the quarantine, or nowhere but the books. */
final class RecordSorter {

    private static final Logger LOG = LoggerFactory.getLogger(RecordSorter.class);

    // One record may need several rounds, when what it nests asks for growth only after its parent exists.
    private static final int MAX_GROWTH_ROUNDS = 20;

    private final Table table;
    private final PartitionedWriter writer;
    private final Quarantine quarantine;
    private final RecordConverter.Settings settings;
    private final ArchiveMeters meters;
    private RecordConverter converter;
    private int schemaId;

    RecordSorter(
            Table table,
            PartitionedWriter writer,
            Quarantine quarantine,
            RecordConverter.Settings settings,
            ArchiveMeters meters) {
        this.table = table;
        this.writer = writer;
        this.quarantine = quarantine;
        this.settings = settings;
        this.meters = meters;
        useSchema();
    }

    /** @throws IoFailure when a store failed; the batch is lost then */
    PartitionLedger.Fate sort(SinkRecord record, SourcePartition source) {
        if (record.value() == null) {
            meters.tombstones().add(1);
            return PartitionLedger.Fate.TOMBSTONE;
        }
        if (GovHeaders.has(record.headers(), GovHeaders.CONTROL) && !RecordConverter.isEvent(record)) {
            meters.controls().add(1);
            return PartitionLedger.Fate.CONTROL;
        }
        Conversion.Refused upstream = QuarantineRows.rejectedUpstream(record);
        return upstream == null ? archive(record, source) : quarantine(record, source, upstream);
    }

    private PartitionLedger.Fate archive(SinkRecord record, SourcePartition source) {
        followSchema();
        for (int round = 0; round < MAX_GROWTH_ROUNDS; round++) {
            Conversion conversion = convert(record);
            if (conversion instanceof Conversion.Archivable row) {
                IoFailure.guard(() -> {
                    writer.write(row.row(), row.partition());
                    return null;
                });
                return PartitionLedger.Fate.ARCHIVED;
            }
            if (conversion instanceof Conversion.Refused refused) {
                return quarantine(record, source, refused);
            }
            Optional<SchemaChange> impossible = grow((Conversion.NeedsGrowth) conversion);
            if (impossible.isPresent()) {
                String path = impossible.get().path();
                return quarantine(record, source, new Conversion.Refused(Rules.GROWTH_REFUSED, path));
            }
        }
        return quarantine(record, source, new Conversion.Refused(Rules.TOO_MANY_COLUMNS, null));
    }

    private Conversion convert(SinkRecord record) {
        try {
            return converter.convert(record);
        } catch (RuntimeException e) {
            // A fault of ours, but the record must neither stop the pipeline nor appear in a log.
            LOG.error(
                    "Cannot convert record {}-{}@{}: {} at {}",
                    record.originalTopic(),
                    record.originalKafkaPartition(),
                    record.originalKafkaOffset(),
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "unknown" : e.getStackTrace()[0]);
            useSchema();
            return new Conversion.Refused(Rules.FAULT, null);
        }
    }

    /** @return the change the table cannot make */
    private Optional<SchemaChange> grow(Conversion.NeedsGrowth needed) {
        Optional<SchemaChange> impossible = IoFailure.guard(() -> SchemaEvolution.apply(table, needed.changes()));
        if (impossible.isEmpty()) {
            meters.schemaChanges().add(needed.changes().size());
        }
        followSchema();
        return impossible;
    }

    /** Converts for the schema the table has now. Another task may have changed it, and every commit refreshes it. */
    private void followSchema() {
        if (table.schema().schemaId() != schemaId) {
            IoFailure.guard(() -> {
                writer.rollAll();
                return null;
            });
            useSchema();
        }
    }

    private void useSchema() {
        schemaId = table.schema().schemaId();
        converter = new RecordConverter(table.schema(), settings);
    }

    private PartitionLedger.Fate quarantine(SinkRecord record, SourcePartition source, Conversion.Refused refused) {
        IoFailure.guard(() -> {
            quarantine.add(source, record, refused);
            return null;
        });
        return PartitionLedger.Fate.QUARANTINED;
    }
}
