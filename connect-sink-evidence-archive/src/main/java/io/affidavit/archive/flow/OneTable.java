/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.ArchivedOffsets;
import io.affidavit.archive.commit.Book;
import io.affidavit.archive.commit.OffsetSet;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.TableLostException;
import io.affidavit.archive.commit.Watermarks;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All events go to one table, which is the book as well. The quarantine is committed before it. */
final class OneTable implements Tables {

    private static final Logger LOG = LoggerFactory.getLogger(OneTable.class);

    private final EventTable events;
    private final QuarantineTable quarantine;

    /** @throws ConnectException when one of them keeps the book of several tables */
    OneTable(EventTable events, QuarantineTable quarantine) {
        this.events = events;
        this.quarantine = quarantine;
        requireNoBook(events.archive().table());
        requireNoBook(quarantine.archive().table());
    }

    private static void requireNoBook(Table table) {
        Book.faultWithoutBook(table).ifPresent(fault -> {
            throw new ConnectException(
                    "Cannot archive into table " + table.name() + ": " + fault + ". Name another table");
        });
    }

    @Override
    public TableArchive book() {
        return events.archive();
    }

    @Override
    public QuarantineTable quarantine() {
        return quarantine;
    }

    @Override
    public EventTable of(SinkRecord record) {
        return events;
    }

    @Override
    public List<TableArchive> besideBook() {
        return List.of(quarantine.archive());
    }

    @Override
    public OffsetSet leftAhead(SourcePartition source, long begin) {
        return ArchivedOffsets.since(quarantine.archive().table(), source, begin);
    }

    @Override
    public PartitionLedger.Fate fateAhead() {
        return PartitionLedger.Fate.QUARANTINED;
    }

    @Override
    public void takeOver(Collection<SourcePartition> sources) {
        events.archive().takeOver(sources);
        quarantine.archive().takeOver(sources);
    }

    @Override
    public void superseded(TableArchive archive, Watermarks found) {
        for (TableArchive each : List.of(events.archive(), quarantine.archive())) {
            try {
                each.refresh();
            } catch (TableLostException e) {
                throw e;
            } catch (RuntimeException e) {
                // What is known is older then, which the next commit finds out.
                LOG.debug(
                        "Cannot refresh {}: {}",
                        each.table().name(),
                        e.getClass().getName());
            }
            each.startOver();
        }
    }

    @Override
    public void settled() {
        // Two tables are always kept open.
    }
}
