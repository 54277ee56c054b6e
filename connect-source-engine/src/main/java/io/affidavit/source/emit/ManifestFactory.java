/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.source.engine.SweepFinding;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.sums.Sums;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes the manifests of windows: control records that say which rows a window had, by number and checksum, when it was
 * read to its end and whenever it was swept. The key is {@code system/instance/entity/window}, so that compaction keeps the
 * newest.
 *
 * @param columns id of the list of columns that row hashes cover
 */
public record ManifestFactory(
        Origin origin, String topic, WindowGrid grid, PositionText positions, String columns, InstantSource clock) {

    /** Value of {@code gov.control} on manifests. */
    public static final String MANIFEST = "window-manifest";

    private static final int VERSION = 1;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Schema SOURCE_SCHEMA = SchemaBuilder.struct()
            .name("io.affidavit.source.WindowManifest.Source")
            .field("system", Schema.STRING_SCHEMA)
            .field("instance", Schema.STRING_SCHEMA)
            .field("entity", Schema.STRING_SCHEMA)
            .build();
    private static final Schema SWEEP_SCHEMA = SchemaBuilder.struct()
            .name("io.affidavit.source.WindowManifest.Sweep")
            .optional()
            .field("number", Schema.INT32_SCHEMA)
            .field("result", Schema.STRING_SCHEMA)
            .field("count_before", Schema.INT64_SCHEMA)
            .field("rows_given", Schema.INT64_SCHEMA)
            .field("exact", Schema.BOOLEAN_SCHEMA)
            .build();
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.affidavit.source.WindowManifest")
            .field("version", Schema.INT32_SCHEMA)
            .field("source", SOURCE_SCHEMA)
            .field("lane", Schema.INT32_SCHEMA)
            .field("window", Schema.INT64_SCHEMA)
            .field("from", Schema.STRING_SCHEMA)
            .field("before", Schema.STRING_SCHEMA)
            .field("count", Schema.INT64_SCHEMA)
            .field("sum", Schema.STRING_SCHEMA)
            .field("xor", Schema.STRING_SCHEMA)
            .field("key_id", Schema.STRING_SCHEMA)
            .field("columns", Schema.STRING_SCHEMA)
            .field("read_at", Schema.STRING_SCHEMA)
            .field("connector_version", Schema.STRING_SCHEMA)
            .field("sweep", SWEEP_SCHEMA)
            .build();

    public ManifestFactory {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(positions, "positions");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(clock, "clock");
    }

    /** Of a window that was just read to its end. */
    public SourceRecord closed(Map<String, ?> partition, Map<String, ?> offset, long window, Sums rows) {
        return record(partition, offset, window, rows, null);
    }

    /** Of a window that was swept. */
    public SourceRecord swept(Map<String, ?> partition, Map<String, ?> offset, SweepFinding finding) {
        Struct sweep = new Struct(SWEEP_SCHEMA)
                .put("number", finding.sweep())
                .put("result", finding.matches() ? "match" : "mismatch")
                .put("count_before", finding.before().sums().count())
                .put("rows_given", finding.given())
                .put("exact", finding.exact());
        return record(partition, offset, finding.window(), finding.now().sums(), sweep);
    }

    private SourceRecord record(Map<String, ?> partition, Map<String, ?> offset, long window, Sums rows, Struct sweep) {
        Struct value = new Struct(SCHEMA)
                .put("version", VERSION)
                .put(
                        "source",
                        new Struct(SOURCE_SCHEMA)
                                .put("system", origin.system())
                                .put("instance", origin.instance())
                                .put("entity", origin.entity()))
                .put("lane", grid.laneOf(window))
                .put("window", window)
                .put("from", positions.format(grid.startOf(window)))
                .put("before", positions.format(grid.endOf(window)))
                .put("count", rows.count())
                .put("sum", rows.sumHex())
                .put("xor", rows.xorHex())
                .put("key_id", origin.keyId())
                .put("columns", columns)
                .put("read_at", TIME.format(clock.instant()))
                .put("connector_version", AffidavitVersion.current())
                .put("sweep", sweep);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.CONTROL, MANIFEST);
        String key = String.join("/", origin.system(), origin.instance(), origin.entity(), Long.toString(window));
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                key,
                SCHEMA,
                value,
                // the topic's retention counts from when the record is written
                clock.millis(),
                headers);
    }
}
