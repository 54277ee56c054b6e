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
import io.affidavit.archive.table.SchemaChange;
import io.affidavit.archive.table.SchemaEvolution;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table of events: turns records into its rows and lets its schema grow with them. Not thread-safe. */
final class EventTable {

    private static final Logger LOG = LoggerFactory.getLogger(EventTable.class);

    // One record may need several rounds, when what it nests asks for growth only after its parent exists.
    private static final int MAX_GROWTH_ROUNDS = 20;

    private final TableArchive archive;
    private final RecordConverter.Settings settings;
    private final ArchiveMeters meters;
    private RecordConverter converter;
    private int schemaId;

    EventTable(TableArchive archive, RecordConverter.Settings settings, ArchiveMeters meters) {
        this.archive = archive;
        this.settings = settings;
        this.meters = meters;
        useSchema();
    }

    TableArchive archive() {
        return archive;
    }

    /**
     * Adds a record, or says why it is no row.
     *
     * @throws IoFailure when a store failed; the batch is lost then
     */
    Optional<Conversion.Refused> add(SinkRecord record, SourcePartition source) {
        followSchema();
        for (int round = 0; round < MAX_GROWTH_ROUNDS; round++) {
            Conversion conversion = convert(record);
            if (conversion instanceof Conversion.Archivable row) {
                archive.write(row, source, record.originalKafkaOffset());
                return Optional.empty();
            }
            if (conversion instanceof Conversion.Refused refused) {
                return Optional.of(refused);
            }
            Optional<SchemaChange> impossible = grow((Conversion.NeedsGrowth) conversion);
            if (impossible.isPresent()) {
                String path = impossible.get().path();
                return Optional.of(new Conversion.Refused(Rules.GROWTH_REFUSED, path));
            }
        }
        return Optional.of(new Conversion.Refused(Rules.TOO_MANY_COLUMNS, null));
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
        Optional<SchemaChange> impossible =
                IoFailure.guard(() -> SchemaEvolution.apply(archive.table(), needed.changes()));
        if (impossible.isEmpty()) {
            meters.schemaChanges().add(needed.changes().size());
        }
        followSchema();
        return impossible;
    }

    /** Converts for the schema the table has now. Another task may have changed it, and every commit refreshes it. */
    private void followSchema() {
        if (archive.table().schema().schemaId() != schemaId) {
            archive.roll();
            useSchema();
        }
    }

    private void useSchema() {
        schemaId = archive.table().schema().schemaId();
        converter = new RecordConverter(archive.table().schema(), settings);
    }
}
