/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.MicroTime;
import io.affidavit.source.spi.PositionText;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class WindowFilterTest {

    private static final Schema SCHEMA = new Schema(Types.NestedField.optional(1, "position", Types.StringType.get()));
    private static final WindowGrid HOURS = new WindowGrid(1, 3_600_000_000L);

    @Test
    void choosesTheRowsOfTheWindowsAlone() {
        long at = HOURS.windowOf(MicroTime.parseIso("2026-01-02T03:30:00.000000Z"));
        Expression filter = filter(HOURS, PositionText.times(), Set.of(at, at + 1, at + 5));

        assertThat(chosen(filter, "2026-01-02T02:59:59.999999Z")).isFalse();
        assertThat(chosen(filter, "2026-01-02T03:00:00.000000Z")).isTrue();
        assertThat(chosen(filter, "2026-01-02T04:59:59.999999Z")).isTrue();
        assertThat(chosen(filter, "2026-01-02T05:00:00.000000Z")).isFalse();
        assertThat(chosen(filter, "2026-01-02T08:00:00.000000Z")).isTrue();
        assertThat(chosen(filter, "2026-01-02T09:00:00.000000Z")).isFalse();
    }

    @Test
    void choosesTheRowsOfManyWindows() {
        // Given every other hour of a month
        long first = HOURS.windowOf(MicroTime.parseIso("2026-01-01T00:00:00.000000Z"));
        Set<Long> windows =
                LongStream.range(0, 360).mapToObj(i -> first + 2 * i).collect(Collectors.toSet());
        // When
        Expression filter = filter(HOURS, PositionText.times(), windows);
        // Then none of them is left out
        for (long window : windows) {
            assertThat(chosen(filter, MicroTime.iso(HOURS.startOf(window)))).isTrue();
            assertThat(chosen(filter, MicroTime.iso(HOURS.endOf(window) - 1))).isTrue();
        }
    }

    @Test
    void choosesEverythingWhereTextsDoNotSortAsPositionsDo() {
        WindowGrid numbers = new WindowGrid(1, 50);
        assertThat(filter(numbers, PositionText.numbers(), Set.of(3L))).isEqualTo(Expressions.alwaysTrue());
        long tenThousand = HOURS.windowOf(253_402_300_800_000_000L);
        assertThat(filter(HOURS, PositionText.times(), Set.of(tenThousand))).isEqualTo(Expressions.alwaysTrue());
        assertThat(filter(HOURS, PositionText.times(), Set.of(HOURS.windowOf(Long.MIN_VALUE))))
                .isEqualTo(Expressions.alwaysTrue());
        assertThat(filter(HOURS, PositionText.times(), Set.of(HOURS.windowOf(Long.MAX_VALUE))))
                .isEqualTo(Expressions.alwaysTrue());
    }

    private static Expression filter(WindowGrid grid, PositionText positions, Set<Long> windows) {
        return WindowFilter.of("position", grid, positions, windows);
    }

    private static boolean chosen(Expression filter, String position) {
        Record record = GenericRecord.create(SCHEMA);
        record.setField("position", position);
        return new Evaluator(SCHEMA.asStruct(), filter).eval(new InternalRecordWrapper(SCHEMA.asStruct()).wrap(record));
    }
}
