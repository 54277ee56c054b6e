/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import io.affidavit.archive.table.ArchiveColumns;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.Accessor;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.BoundPredicate;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expression.Operation;
import org.apache.iceberg.expressions.ExpressionVisitors;
import org.apache.iceberg.expressions.ExpressionVisitors.ExpressionVisitor;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.expressions.UnboundPredicate;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Says of rows whether a predicate is true of them or unknown.
 *
 * <p>With comparisons negated instead of their combinations, what is left are {@code and} and {@code or}. Of three answers in
 * the order no, unknown, yes they take the least and the greatest, so that "not no" of the whole is the same combination of "not
 * no" of the parts: no third answer is needed.
 */
final class RowFilter {

    private RowFilter() {}

    /** @return tests rows of {@code schema} in Iceberg's internal values */
    static Predicate<StructLike> of(HoldPredicate predicate, Schema schema) {
        return ExpressionVisitors.visit(predicate.withoutNot(), new Compiler(schema));
    }

    private static final class Compiler extends ExpressionVisitor<Predicate<StructLike>> {

        private final Schema schema;

        Compiler(Schema schema) {
            this.schema = schema;
        }

        @Override
        public Predicate<StructLike> and(Predicate<StructLike> left, Predicate<StructLike> right) {
            return left.and(right);
        }

        @Override
        public Predicate<StructLike> or(Predicate<StructLike> left, Predicate<StructLike> right) {
            return left.or(right);
        }

        @Override
        public <T> Predicate<StructLike> predicate(UnboundPredicate<T> test) {
            String name = test.ref().name();
            NestedField column = schema.findField(name);
            Accessor<StructLike> accessor = column == null ? null : schema.accessorForField(column.fieldId());
            if (accessor == null) {
                return row -> true;
            }
            if (test.op() == Operation.IS_NULL) {
                return row -> accessor.get(row) == null;
            }
            Predicate<Object> comparison = comparison(test.bind(schema.asStruct(), true));
            Predicate<StructLike> known = row -> {
                Object value = accessor.get(row);
                return value == null || comparison.test(value);
            };
            if (Unknowns.mayBeMasked(name, column)) {
                String family = family(test);
                return row -> isMasked(accessor.get(row), family) || known.test(row);
            }
            if (Unknowns.mayBeCorrected(name, schema)) {
                Accessor<StructLike> anomaly = schema.accessorForField(
                        schema.findField(ArchiveColumns.ANOMALY).fieldId());
                return row -> isCorrected(anomaly.get(row)) || known.test(row);
            }
            return known;
        }

        /** What the comparison says of a value that is there. */
        @SuppressWarnings("unchecked") // the value is of the column's type, as the bound comparison is
        private static Predicate<Object> comparison(Expression bound) {
            if (bound instanceof BoundPredicate<?> predicate) {
                BoundPredicate<Object> comparison = (BoundPredicate<Object>) predicate;
                // Sets of texts find those of the same class only.
                return value -> comparison.test(value instanceof CharSequence text ? text.toString() : value);
            }
            boolean always = bound.equals(Expressions.alwaysTrue());
            return value -> always;
        }
    }

    /** @param family of the values that a masked one can be compared with, null for none */
    private static boolean isMasked(Object value, String family) {
        if (value == null) {
            return false;
        }
        String text = value.toString();
        return MaskedText.in(text) && (family == null || !family.equals(MaskedText.family(text)));
    }

    private static boolean isCorrected(Object anomaly) {
        return anomaly != null && anomaly.toString().startsWith(Unknowns.CORRECTED_TIME);
    }

    /** That of all values of a test for equality, null where they have no family in common or order is asked for. */
    private static String family(UnboundPredicate<?> test) {
        switch (test.op()) {
            case EQ, NOT_EQ, IN, NOT_IN -> {}
            default -> {
                return null;
            }
        }
        Set<String> families = new HashSet<>();
        for (Literal<?> literal : test.literals()) {
            families.add(MaskedText.family(literal.value().toString()));
        }
        return families.size() == 1 ? families.iterator().next() : null;
    }
}
