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
    private final Wire[] wires;
    private final ZoneOffset[] zones;
    private final Axis axis;
    private final KeyedHash hash;
    private final byte[] hashedId;
    /** How many columns from a hashed place on come one behind the other as they are hashed. */
    private final int[] formed;

    /** Of the row being decoded: values, times in UTC, and moments in microseconds of those that came as such. */
    private final Object[] values;

    private final byte[][] times;

    private final long[] moments;
    private final byte[] digits = new byte[Digits.MOST];
    private final FormerTexts texts;
    private KeyedHash.Sequence sequence;

    /** Reads the text of an array. */
    @FunctionalInterface
    interface Arrays {
        Object elements(String text) throws SQLException;
    }

    RowDecoder(TablePlan plan) {
        this.layout = new RowLayout(
                plan.settings().schemaName(), plan.shape().columns(), plan.cursor(), plan.keys(), plan.hashed());
        this.kinds = plan.shape().columns().stream().map(Column::kind).toArray(ColumnKind[]::new);
        this.wires = plan.shape().columns().stream().map(plan::wire).toArray(Wire[]::new);
        ZoneOffset zoneOfBareTimes = plan.settings().zone();
        this.zones = plan.shape().columns().stream()
                .map(column -> column.type().equals("timestamp") ? zoneOfBareTimes : ZoneOffset.UTC)
                .toArray(ZoneOffset[]::new);
        this.axis = plan.axis();
        this.hash = plan.settings().hash();
        this.hashedId = plan.hashed().id().getBytes(StandardCharsets.UTF_8);
        this.formed = formed();
        this.texts = new FormerTexts(kinds.length);
        this.values = new Object[kinds.length];
        this.times = new byte[kinds.length][];
        this.moments = new long[kinds.length];
    }

    private int[] formed() {
        int[] columns = new int[layout.hashed()];
        for (int place = columns.length - 1; place >= 0; place--) {
            int column = layout.hashed(place);
            if (column >= 0 && isFormed(column)) {
                boolean goesOn = place + 1 < columns.length && layout.hashed(place + 1) == column + 1;
                columns[place] = 1 + (goesOn ? columns[place + 1] : 0);
            }
        }
        return columns;
    }

    /** COPY's binary format gives a text as hashing does: its length in four bytes, then its bytes. */
    private boolean isFormed(int column) {
        return kinds[column] != ColumnKind.TIME && (wires[column] == Wire.TEXT || wires[column] == Wire.AS_TEXT);
    }

    /** A row of this decoder's columns. */
    CopyRow row() {
        int[] prefixes = new int[wires.length];
        for (int i = 0; i < wires.length; i++) {
            prefixes[i] = wires[i].prefix();
        }
        return new CopyRow(prefixes);
    }

    /**
     * Begins a page. Every one hashes afresh: else what holds of a hash in use would be compiled in, and be compiled anew
     * for the next task, which begins with a fresh one.
     */
    void begin() {
        sequence = hash.sequence();
    }

    SourceRow decode(CopyRow raw, Arrays arrays) throws SQLException {
        Struct row = layout.row();
        long chars = 0;
        for (int i = 0; i < kinds.length; i++) {
            values[i] = raw.isNull(i) ? null : value(raw, i, arrays);
            if (values[i] != null) {
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
                times[column] = time(raw, column);
                yield new String(times[column], StandardCharsets.ISO_8859_1);
            }
            case TEXT -> texts.of(column, raw.bytes(), raw.from(column), raw.to(column));
            case TEXT_ARRAY -> ColumnKind.texts(arrays.elements(raw.text(column)));
            case INT16, INT32, INT64 ->
                wires[column] == Wire.NUMBER ? kinds[column].value(raw.number(column)) : parsed(raw, column);
            default -> parsed(raw, column);
        };
    }

    private Object parsed(CopyRow raw, int column) {
        return kinds[column].value(raw.bytes(), raw.from(column), raw.to(column));
    }

    private byte[] time(CopyRow raw, int column) {
        if (wires[column] != Wire.TIME) {
            return PgTime.isoOfServerText(raw.bytes(), raw.from(column), raw.to(column), zones[column]);
        }
        moments[column] = PgTime.microsOfServerNumber(raw.number(column), zones[column]);
        return PgTime.iso(moments[column], times[column]);
    }

    private long position(CopyRow raw, int cursor) {
        return switch (wires[cursor]) {
            case TIME -> moments[cursor];
            case NUMBER -> axis.positionOfNumber(raw.number(cursor));
            default ->
                kinds[cursor] == ColumnKind.TIME && PgTime.isEveryday(times[cursor])
                        ? PgTime.microsOfEveryday(times[cursor])
                        : axis.position(raw.text(cursor));
        };
    }

    /** The server's text of a key column, which is the value itself where it is text. */
    private String text(CopyRow raw, int column, Object value) {
        if (wires[column] == Wire.NUMBER) {
            return Long.toString(raw.number(column));
        }
        return kinds[column] == ColumnKind.TEXT ? (String) value : raw.text(column);
    }

    /** Of the server's texts, except that times are in UTC. */
    private String hash(CopyRow raw) {
        sequence.begin().addUtf8(hashedId, 0, hashedId.length);
        for (int place = 0; place < formed.length; place += Math.max(1, formed[place])) {
            int column = layout.hashed(place);
            if (formed[place] > 0) {
                sequence.addFormed(raw.bytes(), raw.start(column), raw.start(column + formed[place]));
            } else {
                add(raw, column);
            }
        }
        return sequence.hash();
    }

    /** @param column negative where the table has no such column */
    private void add(CopyRow raw, int column) {
        if (column < 0 || raw.isNull(column)) {
            sequence.addNull();
        } else if (kinds[column] == ColumnKind.TIME) {
            sequence.addUtf8(times[column], 0, times[column].length);
        } else if (wires[column] == Wire.NUMBER) {
            sequence.addUtf8(digits, Digits.write(raw.number(column), digits), digits.length);
        } else {
            sequence.addUtf8(raw.bytes(), raw.from(column), raw.to(column));
        }
    }
}
