/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.quarantine;

import io.affidavit.archive.table.ArchiveColumns;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The columns of a quarantine table: those of the archive, then what was wrong and what the record held. */
public final class QuarantineColumns {

    public static final String RULE = "rule";
    public static final String PATH = "path";
    public static final String CONNECTOR = "connector";
    public static final String LINEAGE = "lineage";
    public static final String PAYLOAD = "payload_json";
    public static final String SOURCE = "source";

    private QuarantineColumns() {}

    public static Schema schema() {
        return ArchiveColumns.around(List.of(
                NestedField.required(1, RULE, Types.StringType.get(), "Rule that refused the record."),
                NestedField.optional(2, PATH, Types.StringType.get(), "Field at fault; null for the whole value."),
                NestedField.required(3, CONNECTOR, Types.StringType.get(), "Connector that refused it."),
                NestedField.required(
                        4, LINEAGE, Types.StringType.get(), "Which life of the topic the offset counts in."),
                NestedField.optional(
                        5,
                        PAYLOAD,
                        Types.StringType.get(),
                        "The value as the sink received it, as canonical JSON; null if not kept."),
                SourceColumn.column(6)));
    }
}
