/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.receipts;

import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of a record, as text for people and as JSON for programs.
 *
 * @param record that was asked about
 * @param receipts what commits say of it
 * @param unread statements that may be about it but are not whole on the topic
 */
record ReceiptReport(RecordPlace record, List<Receipt> receipts, List<String> unread) {

    ReceiptReport {
        receipts = List.copyOf(receipts);
        unread = List.copyOf(unread);
    }

    /** Whether a signed statement accounts for the record. */
    boolean isAnswered() {
        return receipts.stream().anyMatch(receipt -> receipt.answers(record));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Record " + record);
        receipts.forEach(receipt -> {
            line(text, "  table " + receipt.table() + ": " + words(receipt));
            line(
                    text,
                    "      offsets " + receipt.range().from() + " to "
                            + (receipt.range().to() - 1) + ": "
                            + receipt.fates().entrySet().stream()
                                    .map(fate -> fate.getValue() + " " + fate.getKey())
                                    .collect(Collectors.joining(", ")));
            line(
                    text,
                    "      statement " + receipt.statement().sequence() + " (" + receipt.sha256() + ") of "
                            + receipt.statement().createdAt()
                            + receipt.snapshot().map(id -> ", snapshot " + id).orElse(""));
        });
        unread.forEach(name ->
                line(text, "  " + name + " may be about it, but is not whole on the topic: read it in the table"));
        line(
                text,
                isAnswered()
                        ? "OK: a signed statement accounts for the record."
                        : "NOT FOUND: no signed statement on the topic accounts for the record.");
        return text.toString();
    }

    private String words(Receipt receipt) {
        return receipt.doubt()
                .map(doubt -> "DOUBTFUL, " + doubt)
                .orElseGet(() -> receipt.fate(record).orElse("one of these, and the statement does not say which"));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", record.toString());
        json.put("ok", isAnswered());
        json.put("receipts", receipts.stream().map(this::json).toList());
        json.put("unread", unread);
        return JsonText.write(json) + System.lineSeparator();
    }

    private Map<String, Object> json(Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", receipt.table());
        json.put("tableUuid", receipt.statement().tableUuid());
        json.put("fate", receipt.fate(record).orElse(null));
        json.put("from", receipt.range().from());
        json.put("to", receipt.range().to());
        json.put("fates", receipt.fates());
        json.put("statement", receipt.statement().sequence());
        json.put("sha256", receipt.sha256());
        json.put("createdAt", receipt.statement().createdAt().toString());
        json.put("snapshot", receipt.snapshot().orElse(null));
        json.put("trusted", receipt.doubt().isEmpty());
        return json;
    }
}
