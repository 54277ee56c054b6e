/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.cli.output.Columns;
import io.affidavit.core.data.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An inspection as text for people and as JSON for programs. */
final class InspectReport {

    static final Comparator<SourcePartition> BY_NAME = Comparator.comparing(SourcePartition::lineage)
            .thenComparing(SourcePartition::topic)
            .thenComparingInt(SourcePartition::partition);

    private InspectReport() {}

    static String text(Inspection table, Optional<Map<SourcePartition, OffsetAccount>> ledger) {
        StringBuilder text = new StringBuilder();
        heading(text, "Table " + table.name());
        line(text, "uuid", table.uuid());
        line(text, "location", table.location());
        line(text, "locks", table.locks());
        line(
                text,
                "snapshot",
                table.snapshot()
                        .map(id -> id + table.committedAt().map(at -> ", " + at).orElse(""))
                        .orElse("none"));
        table.lastCommit().ifPresentOrElse(last -> lastCommit(text, last), () -> heading(text, "Last commit: none"));
        heading(text, "Partitions");
        text.append(partitions(table));
        heading(
                text,
                "Under legal hold: " + Columns.number(table.held().rows()) + " rows in "
                        + Columns.number(table.held().files()) + " files");
        heading(text, "Archived offsets");
        text.append(offsets(table));
        ledger.ifPresent(accounts -> text.append(LedgerReport.text(accounts)));
        heading(
                text,
                "Quarantine: "
                        + table.quarantined()
                                .map(rows -> Columns.number(rows) + " records")
                                .orElse("no table"));
        return text.toString();
    }

    private static void lastCommit(StringBuilder text, LastCommit last) {
        heading(text, "Last commit");
        line(text, "time", last.statement().createdAt().toString());
        line(text, "statement", last.ref().sequence() + " (" + last.ref().sha256() + ")");
        line(text, "signed by", last.keyIds() + ", not checked here");
        line(text, "writer", last.statement().writer());
    }

    private static String partitions(Inspection table) {
        Columns columns =
                new Columns(Stream.concat(table.partitionFields().stream(), Stream.of("files", "rows", "bytes"))
                        .toList());
        table.partitions().forEach((values, contents) -> columns.add(cells(values, contents)));
        List<String> total =
                new ArrayList<>(Collections.nCopies(table.partitionFields().size(), ""));
        if (!total.isEmpty()) {
            total.set(0, "total");
        }
        columns.add(cells(total, table.total()));
        return columns.text();
    }

    private static List<Object> cells(List<String> values, Contents contents) {
        List<Object> cells = new ArrayList<>(values);
        cells.addAll(List.of(contents.files(), contents.rows(), contents.bytes()));
        return cells;
    }

    private static String offsets(Inspection table) {
        Columns columns = new Columns(List.of("lineage", "topic", "partition", "next offset"));
        table.watermarks().marks().keySet().stream()
                .sorted(BY_NAME)
                .forEach(source -> columns.add(List.of(
                        source.lineage(),
                        source.topic(),
                        source.partition(),
                        table.watermarks().next(source))));
        return columns.text();
    }

    private static void heading(StringBuilder text, String heading) {
        text.append(text.isEmpty() ? "" : System.lineSeparator())
                .append(heading)
                .append(System.lineSeparator());
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("  %-10s  %s%n", label, value));
    }

    static String json(Inspection table, Optional<Map<SourcePartition, OffsetAccount>> ledger) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", table.name());
        json.put("uuid", table.uuid());
        json.put("location", table.location());
        json.put("locks", table.locks());
        json.put("snapshot", table.snapshot().map(id -> Long.toString(id)).orElse(null));
        json.put("last_commit", table.lastCommit().map(InspectReport::json).orElse(null));
        json.put(
                "partitions",
                table.partitions().entrySet().stream()
                        .map(entry -> json(table.partitionFields(), entry.getKey(), entry.getValue()))
                        .toList());
        json.put("held_rows", table.held().rows());
        json.put("total_rows", table.total().rows());
        json.put(
                "offsets",
                table.watermarks().marks().keySet().stream()
                        .sorted(BY_NAME)
                        .map(source -> json(source, table.watermarks().next(source)))
                        .toList());
        json.put("quarantined", table.quarantined().orElse(null));
        ledger.ifPresent(accounts -> json.put("ledger", LedgerReport.json(accounts)));
        return JsonText.write(json) + System.lineSeparator();
    }

    private static Map<String, Object> json(LastCommit last) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", last.statement().createdAt().toString());
        json.put("sequence", last.ref().sequence());
        json.put("sha256", last.ref().sha256());
        json.put("key_id", last.keyIds());
        return json;
    }

    private static Map<String, Object> json(List<String> fields, List<String> values, Contents contents) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            json.put(fields.get(i), values.get(i));
        }
        json.put("files", contents.files());
        json.put("rows", contents.rows());
        json.put("bytes", contents.bytes());
        return json;
    }

    private static Map<String, Object> json(SourcePartition source, long next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lineage", source.lineage());
        json.put("topic", source.topic());
        json.put("partition", source.partition());
        json.put("next", next);
        return json;
    }
}
