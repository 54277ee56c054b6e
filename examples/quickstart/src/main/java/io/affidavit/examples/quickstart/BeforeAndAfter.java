/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.StackException;
import io.affidavit.stack.litellm.SpendLogTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.NestedField;

/** One record as it was and as it is archived, shortened to fit a screen. */
final class BeforeAndAfter {
    private static final int WIDTH = 150;
    private static final List<String> COLUMNS = List.of(
            "request_id",
            "startTime",
            "model",
            "organization_id",
            "end_user",
            "request_tags",
            "metadata",
            "messages",
            "response");
    private static final List<String> FIELDS = List.of(
            "event_id",
            "category",
            "event_time",
            "tenant_id",
            "retention_class",
            "custody",
            "identity.end_user_id",
            "model.request_model",
            "decision.tool_name",
            "content.input_messages_json",
            "content.output_messages_json",
            "operational.sensitivity_tags",
            "lifecycle.legal_hold_ids",
            "source.key",
            "source.row_hash",
            "_kafka.topic",
            "_kafka.partition",
            "_kafka.offset");

    private BeforeAndAfter() {}

    /** The row, one line per column. */
    static List<String> row(LocalPostgres postgres, String requestId) {
        String query = "SELECT * FROM \"" + SpendLogTable.NAME + "\" WHERE request_id = ?";
        try (Connection connection = postgres.connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, requestId);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                List<String> lines = new ArrayList<>();
                for (String column : COLUMNS) {
                    lines.add(line(column, result.getString(column)));
                }
                return lines;
            }
        } catch (SQLException e) {
            throw new StackException("Cannot read a row of the log table", e);
        }
    }

    /** The archived event, one line per field that is set. */
    static List<String> event(Record event) {
        List<String> lines = new ArrayList<>();
        for (String path : FIELDS) {
            Object value = at(event, path);
            if (value != null) {
                lines.add(line(path, value));
            }
        }
        return lines;
    }

    private static Object at(Record event, String path) {
        int dot = path.indexOf('.');
        Object value = fields(event).get(dot < 0 ? path : path.substring(0, dot));
        return dot < 0 || value == null ? value : at((Record) value, path.substring(dot + 1));
    }

    private static Map<String, Object> fields(Record event) {
        Map<String, Object> fields = new HashMap<>();
        for (NestedField field : event.struct().fields()) {
            fields.put(field.name(), event.getField(field.name()));
        }
        return fields;
    }

    private static String line(String name, Object value) {
        String text = String.valueOf(value).replace('\n', ' ');
        String shortened = text.length() > WIDTH ? text.substring(0, WIDTH) + " ..." : text;
        return String.format(Locale.ROOT, "  %-28s %s", name, shortened);
    }
}
