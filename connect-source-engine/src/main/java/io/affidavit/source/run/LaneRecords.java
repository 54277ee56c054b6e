/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.source.emit.ManifestFactory;
import io.affidavit.source.emit.Origin;
import io.affidavit.source.emit.RecordBatch;
import io.affidavit.source.emit.RecordFactory;
import io.affidavit.source.engine.LanePage;
import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.SweepPage;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.offset.DeferredOffset;
import io.affidavit.source.offset.LaneOffset;
import io.affidavit.source.offset.LanePartition;
import io.affidavit.source.offset.TableIdentity;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.SourceRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Turns what was read of a lane into records with the lane's offsets. A window's manifest ends the batch of its last page,
 * so that both are in one transaction.
 */
final class LaneRecords {

    private final Origin origin;
    private final TableIdentity identity;
    private final PositionText positions;
    private final RecordFactory records;
    private final Optional<ManifestFactory> manifests;
    private final Progress progress;

    LaneRecords(LaneReadingSetup setup, LogSource store, WindowGrid grid, RecordFactory records, Progress progress) {
        this.origin = setup.origin();
        this.identity = new TableIdentity(grid, store.tableId(), store.hashColumns());
        this.positions = store.positions();
        this.records = records;
        this.manifests = setup.manifestTopic()
                .map(topic -> new ManifestFactory(origin, topic, grid, positions, store.hashColumns(), setup.clock()));
        this.progress = progress;
    }

    /** The records of a page; none for the end of a window of which no manifest is sent. */
    List<SourceRecord> of(LanePage page) {
        List<SourceRow> rows = page.rows();
        Map<String, Object> partition = partition(page.lane());
        RecordBatch batch = records.batch(partition, rows.size());
        LaneState start = page.steps().before();
        Map<String, Object> before = start == null ? null : offset(() -> start);
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> offset = offset(page.after(i));
            add(batch, before, offset, rows.get(i));
            before = offset;
        }
        if (!rows.isEmpty()) {
            Position last = rows.get(rows.size() - 1).position();
            progress.read(rows.size(), page.page().chars(), last.cursor());
        }
        page.closed()
                .filter(state -> state.rows() != null)
                .flatMap(state -> manifests.map(factory -> factory.closed(
                        partition,
                        offset(() -> state),
                        state.window(),
                        state.rows().sums())))
                .ifPresent(batch::add);
        return batch.records();
    }

    /** The records of a sweep's page; only the last moves the lane's offset. */
    List<SourceRecord> of(SweepPage page) {
        Map<String, Object> partition = partition(page.lane());
        // an offset may outlive its page by long, so it must not hold on to the rows
        LaneState start = page.before();
        LaneState end = page.after();
        Map<String, Object> before = offset(() -> start);
        Map<String, Object> after = offset(() -> end);
        RecordBatch batch = records.batch(partition, page.rows().size());
        Optional<SourceRecord> manifest =
                page.finding().flatMap(finding -> manifests.map(factory -> factory.swept(partition, after, finding)));
        for (int i = 0; i < page.rows().size(); i++) {
            boolean last = i == page.rows().size() - 1 && manifest.isEmpty();
            add(batch, before, last ? after : before, page.rows().get(i));
        }
        manifest.ifPresent(batch::add);
        progress.reemitted(page.rows().size());
        page.finding().ifPresent(progress::swept);
        return batch.records();
    }

    private void add(RecordBatch batch, Map<String, Object> before, Map<String, Object> offset, SourceRow row) {
        if (batch.add(before, offset, row)) {
            progress.quarantinedOne();
        }
    }

    private Map<String, Object> partition(int lane) {
        return new LanePartition(origin.partitionSource(), origin.entity(), lane).toMap();
    }

    private Map<String, Object> offset(Supplier<LaneState> state) {
        TableIdentity table = identity;
        PositionText text = positions;
        return new DeferredOffset(() -> {
            LaneState reached = state.get();
            return new LaneOffset(table, reached)
                    .toMap(text.format(reached.position().cursor()));
        });
    }
}
