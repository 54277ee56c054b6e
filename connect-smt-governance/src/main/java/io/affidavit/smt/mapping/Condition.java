/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.SourcePath;
import io.affidavit.smt.row.Values;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A question about a row. On a list, or JSON text of one, a comparison holds if it holds for any element. */
sealed interface Condition {

    boolean holds(Row row);

    /** Holds for every row. */
    record Always() implements Condition {
        @Override
        public boolean holds(Row row) {
            return true;
        }
    }

    /** All must hold. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(Row row) {
            for (Condition condition : conditions) {
                if (!condition.holds(row)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether the path leads to something that is not empty. */
    record Exists(SourcePath path, boolean expected) implements Condition {
        @Override
        public boolean holds(Row row) {
            return Values.isEmpty(row.peek(path)) != expected;
        }
    }

    /** Whether the text of the value, or of an element, is one of these. */
    record OneOf(SourcePath path, Set<String> values) implements Condition {
        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean holds(Row row) {
            return anyText(row.peekOpened(path), values::contains);
        }
    }

    /** Whether the text of the value, or of an element, begins so. */
    record HasPrefix(SourcePath path, String prefix) implements Condition {
        @Override
        public boolean holds(Row row) {
            return anyText(row.peekOpened(path), text -> text.startsWith(prefix));
        }
    }

    /** Whether the text of the whole value holds this anywhere. */
    record Contains(SourcePath path, String part) implements Condition {
        @Override
        public boolean holds(Row row) {
            Object value = row.peek(path);
            return value != null && Values.text(value).contains(part);
        }
    }

    private static boolean anyText(Object value, Predicate<String> predicate) {
        if (value == null) {
            return false;
        }
        if (value instanceof String text) {
            return predicate.test(text);
        }
        for (Object element : Values.elements(value)) {
            if (element != null && predicate.test(Values.text(element))) {
                return true;
            }
        }
        return false;
    }
}
