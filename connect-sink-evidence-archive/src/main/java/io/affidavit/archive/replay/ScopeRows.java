/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.replay.grant.OffsetWindow;
import io.affidavit.archive.replay.grant.Scope;
import io.affidavit.archive.table.ArchiveColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.iceberg.Accessor;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/** The rows of a scope in the current state of a table, in no order. One instance serves one reading and one thread. */
final class ScopeRows {

    static final String PERMISSION = "lifecycle.replay_permission";

    private static final String TOPIC = ArchiveColumns.KAFKA + ".topic";
    private static final String PARTITION = ArchiveColumns.KAFKA + ".partition";
    private static final String OFFSET = ArchiveColumns.KAFKA + ".offset";

    /** Hears of rows. */
    interface Visitor {

        /**
         * A row of the scope.
         *
         * @param permitted whether its permission lets it be replayed
         */
        void row(Coordinate coordinate, boolean permitted, Record row, int bytes);
    }

    private final Table table;
    private final Scope scope;
    private final Predicate<StructLike> uncertain;
    private final Accessor<StructLike> topic;
    private final Accessor<StructLike> partition;
    private final Accessor<StructLike> offset;
    private final Accessor<StructLike> permission;
    private final CanonicalRow canonical;
    private final InternalRecordWrapper internal;

    ScopeRows(Table table, Scope scope) {
        this.table = table;
        this.scope = scope;
        Schema schema = table.schema();
        scope.where().check(schema);
        // Where "not so" is neither true nor unknown, it is certainly so.
        this.uncertain =
                HoldPredicate.parse("not (" + scope.where().text() + ")").ofRows(schema);
        this.topic = accessor(schema, TOPIC);
        this.partition = accessor(schema, PARTITION);
        this.offset = accessor(schema, OFFSET);
        this.permission = accessor(schema, PERMISSION);
        this.canonical = new CanonicalRow(schema);
        this.internal = new InternalRecordWrapper(schema.asStruct());
    }

    private static Accessor<StructLike> accessor(Schema schema, String name) {
        NestedField column = schema.findField(name);
        return column == null ? null : schema.accessorForField(column.fieldId());
    }

    /**
     * Reads every row of the scope.
     *
     * @param goOn asked before each row
     * @return whether it read to the end
     */
    boolean read(BooleanSupplier goOn, Visitor visitor) {
        return read(Expressions.alwaysTrue(), goOn, visitor);
    }

    /** Reads the rows of some offsets, both included. */
    void read(Source source, long first, long last, Visitor visitor) {
        read(
                Expressions.and(
                        Expressions.equal(TOPIC, source.topic()),
                        Expressions.equal(PARTITION, source.partition()),
                        Expressions.greaterThanOrEqual(OFFSET, first),
                        Expressions.lessThanOrEqual(OFFSET, last)),
                () -> true,
                visitor);
    }

    private boolean read(Expression where, BooleanSupplier goOn, Visitor visitor) {
        Expression all =
                Expressions.and(where, Expressions.and(offsets(), scope.where().expression()));
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table).where(all).build()) {
            for (Record row : rows) {
                if (!goOn.getAsBoolean()) {
                    return false;
                }
                StructLike values = internal.wrap(row);
                if (!uncertain.test(values)) {
                    visitor.row(coordinate(values), isPermitted(values), row, canonical.encodeFields(values));
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read rows of table " + table.name() + ".", e);
        }
    }

    private Expression offsets() {
        List<OffsetWindow> windows = scope.offsets();
        return windows.stream().map(ScopeRows::within).reduce(Expressions::or).orElse(Expressions.alwaysTrue());
    }

    private static Expression within(OffsetWindow window) {
        return Expressions.and(
                Expressions.equal(TOPIC, window.topic()),
                Expressions.equal(PARTITION, window.partition()),
                Expressions.greaterThanOrEqual(OFFSET, window.from()),
                Expressions.lessThan(OFFSET, window.to()));
    }

    private Coordinate coordinate(StructLike row) {
        return new Coordinate(
                new Source(topic.get(row).toString(), (Integer) partition.get(row)), (Long) offset.get(row));
    }

    /** A permission that is missing, masked or not named by the grant permits nothing. */
    private boolean isPermitted(StructLike row) {
        Object value = permission == null ? null : permission.get(row);
        return value != null && scope.permissions().contains(value.toString());
    }
}
