/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.table.KeyText;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Turns result rows into source rows: struct, mark and keyed hash. */
final class RowReader {

    private static final int ABSENT = -1;

    private final TablePlan plan;
    private final Schema schema;
    private final KeyedHash hash;
    private final ZoneOffset zone;
    private final ColumnKind[] kinds;
    private final Field[] fields;
    private final byte[] hashedId;
    private final int cursor;
    private final int[] keys;
    private final int[] hashed;

    RowReader(TablePlan plan) {
        this.plan = plan;
        this.schema = schemaOf(plan);
        this.hash = plan.settings().hash();
        this.zone = plan.settings().zone();
        List<Column> columns = plan.shape().columns();
        this.kinds = columns.stream().map(Column::kind).toArray(ColumnKind[]::new);
        this.fields = schema.fields().toArray(Field[]::new);
        this.hashedId = plan.hashed().id().getBytes(StandardCharsets.UTF_8);
        this.cursor = indexOf(plan.cursor().name());
        this.keys = plan.keys().stream().mapToInt(key -> indexOf(key.name())).toArray();
        this.hashed = plan.hashed().names().stream().mapToInt(this::indexOf).toArray();
    }

    SourceRow read(ResultSet row) throws SQLException {
        String[] server = new String[kinds.length];
        String[] canonical = new String[kinds.length];
        Struct value = new Struct(schema);
        long chars = 0;
        for (int i = 0; i < kinds.length; i++) {
            server[i] = row.getString(i + 1);
            if (server[i] != null) {
                chars += server[i].length();
                canonical[i] = kinds[i].canonical(server[i], zone);
                value.put(fields[i], kinds[i].value(canonical[i], row, i + 1));
            }
        }
        long position = plan.axis().position(server[cursor]);
        String positionText = plan.axis().unit().isPresent() ? plan.axis().format(position) : canonical[cursor];
        return SourceRow.of(
                new Position(position, key(server)), positionText, hash.hashUtf8(parts(row, canonical)), value, chars);
    }

    private String key(String[] server) {
        if (keys.length == 1) {
            return server[keys[0]];
        }
        List<String> values = new ArrayList<>(keys.length);
        for (int key : keys) {
            values.add(server[key]);
        }
        return KeyText.of(values);
    }

    /** The bytes of a column's text are as the server sent them, so that only times need to be encoded again. */
    private byte[][] parts(ResultSet row, String[] canonical) throws SQLException {
        byte[][] parts = new byte[hashed.length + 1][];
        parts[0] = hashedId;
        for (int i = 0; i < hashed.length; i++) {
            int column = hashed[i];
            if (column != ABSENT && canonical[column] != null) {
                parts[i + 1] = kinds[column].isServerText()
                        ? row.getBytes(column + 1)
                        : canonical[column].getBytes(StandardCharsets.UTF_8);
            }
        }
        return parts;
    }

    private int indexOf(String column) {
        List<Column> columns = plan.shape().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return ABSENT;
    }

    private static Schema schemaOf(TablePlan plan) {
        SchemaBuilder builder = SchemaBuilder.struct().name(plan.settings().schemaName());
        for (Column column : plan.shape().columns()) {
            builder.field(column.name(), column.kind().schema());
        }
        return builder.build();
    }
}
