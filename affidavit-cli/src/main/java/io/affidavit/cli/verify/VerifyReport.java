/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.verify;

import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Verification;
import io.affidavit.cli.output.Columns;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** A verification as text for people and as JSON for programs. */
record VerifyReport(String name, Table table, Verification result) {

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Table ").append(name).append(System.lineSeparator());
        line(
                text,
                "statements",
                Columns.number(result.statements())
                        + result.head().map(VerifyReport::head).orElse(""));
        line(text, "files", Columns.number(result.files()));
        line(text, "rows", Columns.number(result.rows()));
        line(text, "bytes", Columns.number(result.bytes()));
        text.append(System.lineSeparator());
        if (result.ok()) {
            text.append("OK: every statement, file and row holds.").append(System.lineSeparator());
            return text.toString();
        }
        text.append("FAILED: ")
                .append(Columns.number(result.findings().size()))
                .append(result.findings().size() == 1 ? " finding" : " findings")
                .append(System.lineSeparator());
        result.findings().forEach(finding -> finding(text, finding));
        return text.toString();
    }

    private static String head(StatementRef ref) {
        return ", the newest is " + ref.sequence() + " (" + ref.sha256() + ")";
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("  %-10s  %s%n", label, value));
    }

    private static void finding(StringBuilder text, Finding finding) {
        text.append("  ").append(finding.kind().text()).append("  ").append(finding.subject());
        finding.row().ifPresent(row -> text.append("  row ").append(row));
        text.append(System.lineSeparator())
                .append("      ")
                .append(finding.detail())
                .append(System.lineSeparator());
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", name);
        json.put("uuid", table.uuid().toString());
        Snapshot snapshot = table.currentSnapshot();
        json.put("snapshot", snapshot == null ? null : Long.toString(snapshot.snapshotId()));
        json.put("ok", result.ok());
        json.put("head", result.head().map(VerifyReport::headJson).orElse(null));
        json.put("statements", result.statements());
        json.put("files", result.files());
        json.put("rows", result.rows());
        json.put("bytes", result.bytes());
        json.put("findings", result.findings().stream().map(VerifyReport::json).toList());
        return JsonText.write(json) + System.lineSeparator();
    }

    private static Map<String, Object> headJson(StatementRef ref) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", ref.sequence());
        json.put("sha256", ref.sha256());
        json.put("path", ref.path());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().text());
        json.put("subject", finding.subject());
        finding.row().ifPresent(row -> json.put("row", row));
        json.put("detail", finding.detail());
        return json;
    }
}
