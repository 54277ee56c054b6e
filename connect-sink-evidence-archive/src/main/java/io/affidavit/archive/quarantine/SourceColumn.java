/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.quarantine;

import io.affidavit.archive.convert.RecordFields;
import io.affidavit.archive.convert.Row;
import io.affidavit.core.tags.GovHeaders;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Fills the {@code source} column: which row of which source a refused record was, so that it can be found there and
 * {@code affidavit reconcile} can count it. Says what the group {@code source} of the value says, else the headers.
 */
final class SourceColumn {

    // As in the event contract and after the prefix of the headers.
    private static final List<String> FIELDS = List.of("system", "instance", "entity", "key", "position", "row_hash");

    private SourceColumn() {}

    /** @param firstId the first of seven field ids */
    static NestedField column(int firstId) {
        List<NestedField> fields = new ArrayList<>();
        for (String field : FIELDS) {
            fields.add(NestedField.optional(firstId + 1 + fields.size(), field, Types.StringType.get()));
        }
        return NestedField.optional(
                firstId,
                QuarantineColumns.SOURCE,
                Types.StructType.of(fields),
                "Which row of which source the record was, as far as it says.");
    }

    /**
     * The column's value, null if the record says nothing of a source.
     *
     * @param value the record's value, with JSON text read
     */
    static Row of(SinkRecord record, Object value) {
        Object group = RecordFields.field(value, QuarantineColumns.SOURCE);
        Row row = new Row(FIELDS.size());
        boolean said = false;
        for (int i = 0; i < FIELDS.size(); i++) {
            Object inValue = RecordFields.field(group, FIELDS.get(i));
            String text = inValue == null
                    ? GovHeaders.text(record.headers(), GovHeaders.SOURCE_PREFIX + FIELDS.get(i))
                    : inValue.toString();
            row.set(i, text);
            said |= text != null;
        }
        return said ? row : null;
    }
}
