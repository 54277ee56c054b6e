/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.core.data.NearestName;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expression.Operation;
import org.apache.iceberg.expressions.ExpressionVisitors;
import org.apache.iceberg.expressions.ExpressionVisitors.ExpressionVisitor;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.expressions.UnboundPredicate;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types.NestedField;

/** Checks the comparisons of a predicate against the columns of a table. */
final class PredicateCheck extends ExpressionVisitor<Void> {

    private static final Set<TypeID> NUMBERS = Set.of(TypeID.INTEGER, TypeID.LONG, TypeID.FLOAT, TypeID.DOUBLE);
    private static final Set<TypeID> WRITTEN_AS_TEXT =
            Set.of(TypeID.STRING, TypeID.DATE, TypeID.TIME, TypeID.TIMESTAMP, TypeID.TIMESTAMP_NANO, TypeID.UUID);

    private final Schema schema;

    private PredicateCheck(Schema schema) {
        this.schema = schema;
    }

    /** @param predicate without negated combinations */
    static void check(Expression predicate, Schema schema) {
        ExpressionVisitors.visit(predicate, new PredicateCheck(schema));
    }

    @Override
    public Void and(Void left, Void right) {
        return null;
    }

    @Override
    public Void or(Void left, Void right) {
        return null;
    }

    @Override
    public <T> Void predicate(UnboundPredicate<T> test) {
        String name = test.ref().name();
        NestedField column = column(name);
        if (name.equals(ArchiveColumns.CUSTODY)) {
            throw new InvalidPredicateException("column custody follows from holds and cannot decide on them.");
        }
        if (test.op() == Operation.NOT_NULL) {
            throw new InvalidPredicateException("that column " + name
                    + " is not null cannot be asked. Masking may have dropped what stood there, so that a null counts as a"
                    + " match, and this would hold every row. Leave it out.");
        }
        if (test.op() == Operation.IS_NULL) {
            return null;
        }
        if ((test.op() == Operation.STARTS_WITH || test.op() == Operation.NOT_STARTS_WITH)
                && column.type().typeId() != TypeID.STRING) {
            throw new InvalidPredicateException(
                    "column " + name + " is of type " + column.type() + ", and only text starts with anything.");
        }
        test.literals().forEach(value -> checkValue(name, column.type(), value));
        return null;
    }

    private NestedField column(String name) {
        NestedField column = schema.findField(name);
        if (column == null) {
            throw new InvalidPredicateException("the table has no column " + name + "."
                    + NearestName.of(name, schema.idToName().values().stream())
                            .map(known -> " Did you mean " + known + "?")
                            .orElse(" Names of nested columns are written with dots."));
        }
        if (!column.type().isPrimitiveType() || schema.accessorForField(column.fieldId()) == null) {
            throw new InvalidPredicateException("column " + name + " is of type "
                    + column.type().typeId().name().toLowerCase(Locale.ROOT)
                    + " or lies in a list or map, and only single values can be compared.");
        }
        return column;
    }

    private static void checkValue(String name, Type type, Literal<?> literal) {
        Object value = literal.value();
        boolean fits = value instanceof CharSequence
                ? WRITTEN_AS_TEXT.contains(type.typeId())
                : value instanceof Boolean
                        ? type.typeId() == TypeID.BOOLEAN
                        : NUMBERS.contains(type.typeId())
                                ? value instanceof Long || isFraction(type)
                                : type.typeId() == TypeID.DECIMAL;
        if (!fits || !converts(literal, type)) {
            throw new InvalidPredicateException("column " + name + " is of type " + type + ", and is compared with "
                    + (value instanceof CharSequence
                            ? "a text"
                            : value instanceof Boolean ? "true or false" : "a number")
                    + " that it cannot hold." + advice(type));
        }
    }

    private static boolean isFraction(Type type) {
        return type.typeId() == TypeID.FLOAT || type.typeId() == TypeID.DOUBLE;
    }

    private static boolean converts(Literal<?> literal, Type type) {
        try {
            return literal.to(type) != null;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String advice(Type type) {
        return switch (type.typeId()) {
            case TIMESTAMP, TIMESTAMP_NANO ->
                " Write a time as '2026-01-01T00:00:00Z', without the Z where the column" + " has no zone.";
            case DATE -> " Write a date as '2026-01-01'.";
            case TIME -> " Write a time of day as '12:00:00'.";
            case STRING -> " Put it in single quotes.";
            default -> "";
        };
    }
}
