/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.forward.LoggedStatement;
import io.affidavit.archive.forward.Position;
import io.affidavit.archive.forward.PublishedCheckpoint;
import io.affidavit.archive.forward.TreePosition;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes control records of the statements of a table. The key is {@code <table>/<sequence>}, so that compaction keeps all;
 * the value is the envelope, byte for byte, so that its SHA-256 is the one that the chain names. Of an envelope larger than
 * the limit, the value is {@code {path, sha256, length}}.
 *
 * @param table its name
 * @param uuid of the table: one that is made again under the name has a log of its own
 * @param maxBytes of an envelope
 */
public record ControlRecords(String table, UUID uuid, String topic, int maxBytes, InstantSource clock) {

    /** Value of the header {@code gov.control} of a statement. */
    public static final String STATEMENT = "statement";

    /** The same of a reference to one. */
    public static final String REFERENCE = "statement-reference";

    /** Header: what kind of statement. */
    public static final String STATEMENT_KIND = "gov.statement.kind";

    /** Header: name of the table. */
    public static final String STATEMENT_TABLE = "gov.statement.table";

    /** Header: position in the table's chain. */
    public static final String STATEMENT_SEQUENCE = "gov.statement.sequence";

    /** Header: SHA-256 over the envelope. */
    public static final String STATEMENT_SHA256 = "gov.statement.sha256";

    /** Header of a commit: the table's snapshot, where the table still knew it. */
    public static final String STATEMENT_SNAPSHOT = "gov.statement.snapshot";

    /** Header of a commit: the offsets it accounts for, {@code topic:partition:from-to}, by commas; {@code to} is the first after. */
    public static final String STATEMENT_RANGES = "gov.statement.ranges";

    // Brokers and consumers hold headers in memory with every record.
    private static final int MOST_RANGES = 1_000;

    private static final String SEQUENCE = "sequence";
    private static final String SHA256 = "sha256";
    private static final String CHECKPOINT = "checkpoint";
    private static final String SIZE = "size";
    private static final String PEAKS = "peaks";

    /** The source partition of the table's log. Sorted: Connect finds offsets by the bytes that it is written as. */
    public Map<String, String> partition() {
        return new TreeMap<>(Map.of("table", table, "uuid", uuid.toString()));
    }

    /** The source partition of the table's checkpoints. */
    public Map<String, String> checkpointPartition() {
        Map<String, String> partition = new TreeMap<>(partition());
        partition.put("log", CHECKPOINT);
        return partition;
    }

    /** The position that a source offset of checkpoints holds; the start where none was made. */
    public static TreePosition treePosition(Map<String, Object> offset) {
        if (offset == null) {
            return TreePosition.START;
        }
        return new TreePosition(
                ((Number) offset.get(SIZE)).longValue(),
                (String) offset.get(SHA256),
                Arrays.stream(((String) offset.get(PEAKS)).split(" ", -1)).toList());
    }

    /** The record of a checkpoint. Its key is the same for all of a table, so that compaction keeps the newest. */
    public SourceRecord of(PublishedCheckpoint checkpoint) {
        TreePosition position = checkpoint.position();
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.CONTROL, CHECKPOINT);
        headers.addString("gov.checkpoint.table", table);
        headers.addString("gov.checkpoint.size", Long.toString(position.size()));
        return new SourceRecord(
                checkpointPartition(),
                Map.of(SIZE, position.size(), SHA256, position.sha256(), PEAKS, String.join(" ", position.peaks())),
                topic,
                null,
                Schema.STRING_SCHEMA,
                table + "/" + CHECKPOINT,
                Schema.STRING_SCHEMA,
                checkpoint.note(),
                clock.millis(),
                headers);
    }

    /** The position that a source offset holds; the start for a log that was never read. */
    public static Position position(Map<String, Object> offset) {
        if (offset == null) {
            return Position.START;
        }
        return new Position(((Number) offset.get(SEQUENCE)).longValue(), (String) offset.get(SHA256));
    }

    /** The record of a statement. */
    public SourceRecord of(LoggedStatement statement) {
        StatementRef ref = statement.ref();
        int length = statement.envelope().getBytes(StandardCharsets.UTF_8).length;
        boolean whole = length <= maxBytes;
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.CONTROL, whole ? STATEMENT : REFERENCE);
        headers.addString(STATEMENT_KIND, statement.kind());
        headers.addString(STATEMENT_TABLE, table);
        headers.addString(STATEMENT_SEQUENCE, Long.toString(ref.sequence()));
        headers.addString(STATEMENT_SHA256, ref.sha256());
        statement.snapshot().ifPresent(id -> headers.addString(STATEMENT_SNAPSHOT, Long.toString(id)));
        if (!statement.ranges().isEmpty() && statement.ranges().size() <= MOST_RANGES) {
            headers.addString(STATEMENT_RANGES, text(statement.ranges()));
        }
        return new SourceRecord(
                partition(),
                Map.of(SEQUENCE, ref.sequence(), SHA256, ref.sha256()),
                topic,
                null,
                Schema.STRING_SCHEMA,
                table + "/" + ref.sequence(),
                Schema.STRING_SCHEMA,
                whole ? statement.envelope() : reference(ref, length),
                // The topic's retention counts from when the record is written.
                clock.millis(),
                headers);
    }

    private static String text(List<OffsetRange> ranges) {
        return ranges.stream()
                .map(range -> range.topic() + ":" + range.partition() + ":" + range.from() + "-" + range.to())
                .collect(Collectors.joining(","));
    }

    private static String reference(StatementRef ref, int length) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("path", ref.path());
        reference.put(SHA256, ref.sha256());
        reference.put("length", length);
        return JsonText.write(reference);
    }
}
