/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.source.spi.PositionText;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The current snapshot of one of the archive's tables; of each row only what names its source is read. The quarantine has
 * the same columns for it.
 */
final class ArchiveTier implements Tier {

    private static final List<String> FIELDS = List.of(
            "source.system",
            "source.instance",
            "source.entity",
            "source.key",
            "source.row_hash",
            "source.position",
            "event_id",
            "entity_id",
            "category",
            "operational.sensitivity_tags");

    private final Table table;
    private final boolean quarantine;
    private final long snapshot;
    private final Origin origin;
    private final PositionText positions;
    private final Function<Set<Long>, Expression> filter;
    private long unreadable;

    /** Pins the snapshot, so that both passes see the same rows. */
    private ArchiveTier(
            Table table,
            boolean quarantine,
            Origin origin,
            PositionText positions,
            Function<Set<Long>, Expression> filter) {
        this.table = table;
        this.quarantine = quarantine;
        this.snapshot =
                table.currentSnapshot() == null ? -1 : table.currentSnapshot().snapshotId();
        this.origin = origin;
        this.positions = positions;
        this.filter = filter;
    }

    /**
     * The table of events.
     *
     * @param filter holds for every row of windows, by the column {@code source.position}
     */
    static ArchiveTier events(
            Table table, Origin origin, PositionText positions, Function<Set<Long>, Expression> filter) {
        return new ArchiveTier(table, false, origin, positions, filter);
    }

    /**
     * The table of what no row could be made of.
     *
     * @param filter holds for every row of windows, by the column {@code source.position}
     */
    static ArchiveTier quarantine(
            Table table, Origin origin, PositionText positions, Function<Set<Long>, Expression> filter) {
        return new ArchiveTier(table, true, origin, positions, filter);
    }

    @Override
    public boolean isQuarantine() {
        return quarantine;
    }

    @Override
    public TierName name() {
        return TierName.ARCHIVE;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void read(Consumer<Sighting> rows) {
        unreadable = 0;
        read(Expressions.alwaysTrue(), rows);
    }

    @Override
    public void read(Set<Long> windows, Consumer<Sighting> rows) {
        read(filter.apply(windows), rows);
    }

    private void read(Expression wanted, Consumer<Sighting> rows) {
        if (snapshot == -1) {
            return;
        }
        Schema columns = table.schema().select(FIELDS);
        if (columns.findField("source.row_hash") == null) {
            if (quarantine) {
                return;
            }
            throw new Failure("Cannot reconcile table " + table.name()
                    + ": it has no column source.row_hash, so its rows do not name their source. "
                    + "Archive events made by ToGovernanceEvent.");
        }
        try (CloseableIterable<Record> records = IcebergGenerics.read(table)
                .useSnapshot(snapshot)
                .project(columns)
                .where(columns.findField("source.position") == null ? Expressions.alwaysTrue() : wanted)
                .build()) {
            for (Record record : records) {
                show(record, rows);
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof Failure failure
                    ? failure
                    : Failure.of("Cannot read table " + table.name(), e, "Check that its store can be reached.");
        }
    }

    private void show(Record event, Consumer<Sighting> rows) {
        Record source = (Record) event.getField("source");
        String key = text(source, "key");
        String hash = text(source, "row_hash");
        String position = text(source, "position");
        if (key == null || hash == null || position == null) {
            unreadable++;
            return;
        }
        if (FurtherEvents.isOne(text(event, "event_id"), text(event, "entity_id"), text(event, "category"), hash)) {
            return;
        }
        if (!origin.is(text(source, "system"), text(source, "instance"), text(source, "entity"))) {
            return;
        }
        try {
            rows.accept(new Sighting(positions.parse(position), key, hash, false, isMasked(event)));
        } catch (IllegalArgumentException e) {
            unreadable++;
        }
    }

    private static boolean isMasked(Record event) {
        return event.struct().field("operational") != null
                && event.getField("operational") instanceof Record operational
                && operational.getField("sensitivity_tags") instanceof List<?> tags
                && !tags.isEmpty();
    }

    /** Null as well where the table has no such column. */
    private static String text(Record record, String field) {
        Object value = record == null || record.struct().field(field) == null ? null : record.getField(field);
        return value == null ? null : value.toString();
    }
}
