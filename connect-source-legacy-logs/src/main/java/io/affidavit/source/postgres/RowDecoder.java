/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.table.RowLayout;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import org.apache.kafka.connect.data.Struct;

/** Turns what the server sent into source rows: struct, mark and keyed hash. Used by one thread. */
final class RowDecoder {

    private final RowLayout layout;
    private final ColumnKind[] kinds;
    private final Axis axis;
    private final KeyedHash hash;
    private final ZoneOffset zone;
    private final byte[] hashedId;
    /** Times in UTC, of the row being decoded. */
    private final byte[][] times;

    /** Reads the text of an array. */
    @FunctionalInterface
    interface Arrays {
        Object elements(String text) throws SQLException;
    }

    RowDecoder(TablePlan plan) {
        this.layout = new RowLayout(
                plan.settings().schemaName(), plan.shape().columns(), plan.cursor(), plan.keys(), plan.hashed());
        this.kinds = plan.shape().columns().stream().map(Column::kind).toArray(ColumnKind[]::new);
        this.axis = plan.axis();
        this.hash = plan.settings().hash();
        this.zone = plan.settings().zone();
        this.hashedId = plan.hashed().id().getBytes(StandardCharsets.UTF_8);
        this.times = new byte[kinds.length][];
    }

    int columns() {
        return kinds.length;
    }

    SourceRow decode(CopyRow raw, Arrays arrays) throws SQLException {
        Object[] values = new Object[kinds.length];
        Struct row = layout.row();
        long chars = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (!raw.isNull(i)) {
                values[i] = value(raw, i, arrays);
                layout.put(row, i, values[i]);
                chars += kinds[i] == ColumnKind.TEXT ? ((String) values[i]).length() : raw.length(i);
            }
        }
        int cursor = layout.cursor();
        long position = position(raw, cursor);
        return SourceRow.of(
                new Position(position, layout.key(column -> text(raw, column, values[column]))),
                kinds[cursor] == ColumnKind.TIME ? (String) values[cursor] : axis.format(position),
                hash(raw),
                row,
                chars);
    }

    private Object value(CopyRow raw, int column, Arrays arrays) throws SQLException {
        return switch (kinds[column]) {
            case TIME -> {
                times[column] = PgTime.isoOfServerText(raw.bytes(), raw.from(column), raw.to(column), zone);
                yield new String(times[column], StandardCharsets.ISO_8859_1);
            }
            case TEXT_ARRAY -> ColumnKind.texts(arrays.elements(raw.text(column)));
            default -> kinds[column].value(raw.bytes(), raw.from(column), raw.to(column));
        };
    }

    private long position(CopyRow raw, int cursor) {
        return kinds[cursor] == ColumnKind.TIME && PgTime.isEveryday(times[cursor])
                ? PgTime.microsOfEveryday(times[cursor])
                : axis.position(raw.text(cursor));
    }

    /** The server's text of a column, which is the value itself where it is text. */
    private String text(CopyRow raw, int column, Object value) {
        return kinds[column] == ColumnKind.TEXT ? (String) value : raw.text(column);
    }

    /** Of the server's texts, except that times are in UTC. */
    private String hash(CopyRow raw) {
        KeyedHash.Sequence sequence = hash.begin().addUtf8(hashedId, 0, hashedId.length);
        for (int place = 0; place < layout.hashed(); place++) {
            int column = layout.hashed(place);
            if (column < 0 || raw.isNull(column)) {
                sequence.addNull();
            } else if (kinds[column] == ColumnKind.TIME) {
                sequence.addUtf8(times[column], 0, times[column].length);
            } else {
                sequence.addUtf8(raw.bytes(), raw.from(column), raw.to(column));
            }
        }
        return sequence.hash();
    }
}
