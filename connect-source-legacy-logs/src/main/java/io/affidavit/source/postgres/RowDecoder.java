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
import java.time.ZoneOffset;
import org.apache.kafka.connect.data.Struct;

/** Turns what the server sent into source rows: struct, mark and keyed hash. Safe for concurrent use. */
final class RowDecoder {

    private final RowLayout layout;
    private final ColumnKind[] kinds;
    private final Axis axis;
    private final KeyedHash hash;
    private final ZoneOffset zone;
    private final byte[] hashedId;

    RowDecoder(TablePlan plan) {
        this.layout = new RowLayout(
                plan.settings().schemaName(), plan.shape().columns(), plan.cursor(), plan.keys(), plan.hashed());
        this.kinds = plan.shape().columns().stream().map(Column::kind).toArray(ColumnKind[]::new);
        this.axis = plan.axis();
        this.hash = plan.settings().hash();
        this.zone = plan.settings().zone();
        this.hashedId = plan.hashed().id().getBytes(StandardCharsets.UTF_8);
    }

    ColumnKind[] kinds() {
        return kinds.clone();
    }

    SourceRow decode(RawRow raw) {
        byte[][] canonical = new byte[kinds.length][];
        Object[] values = new Object[kinds.length];
        Struct row = layout.row();
        long chars = 0;
        for (int i = 0; i < kinds.length; i++) {
            byte[] text = raw.text(i);
            if (text != null) {
                canonical[i] = kinds[i].canonical(text, zone);
                values[i] = kinds[i].value(canonical[i], raw.array(i));
                layout.put(row, i, values[i]);
                chars += kinds[i] == ColumnKind.TEXT ? ((String) values[i]).length() : text.length;
            }
        }
        int cursor = layout.cursor();
        long position = position(raw.text(cursor), canonical[cursor]);
        return SourceRow.of(
                new Position(position, layout.key(column -> text(raw.text(column), values[column], kinds[column]))),
                kinds[cursor] == ColumnKind.TIME ? (String) values[cursor] : axis.format(position),
                hash.hashUtf8(parts(canonical)),
                row,
                chars);
    }

    private long position(byte[] text, byte[] canonical) {
        return kinds[layout.cursor()] == ColumnKind.TIME && PgTime.isEveryday(canonical)
                ? PgTime.microsOfEveryday(canonical)
                : axis.position(new String(text, StandardCharsets.UTF_8));
    }

    /** The server's text of a column, which is the value itself where it is text. */
    private static String text(byte[] text, Object value, ColumnKind kind) {
        if (kind == ColumnKind.TEXT) {
            return (String) value;
        }
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    private byte[][] parts(byte[][] canonical) {
        byte[][] parts = new byte[layout.hashed() + 1][];
        parts[0] = hashedId;
        for (int place = 0; place < layout.hashed(); place++) {
            parts[place + 1] = layout.hashed(place, canonical);
        }
        return parts;
    }
}
