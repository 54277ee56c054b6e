/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.SourcePath;
import io.affidavit.smt.row.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a mapping computes a value with. Every function gives null where it has nothing to say. */
sealed interface Expression {

    Object value(Row row);

    /**
     * A column or a place in it; empty text counts as nothing.
     *
     * @param json whether a column of JSON text comes as canonical JSON
     */
    record At(SourcePath path, boolean json) implements Expression {
        @Override
        public Object value(Row row) {
            Object value = json ? row.takeCanonical(path) : row.take(path);
            return value instanceof String text && text.isEmpty() ? null : value;
        }
    }

    /** Always the same text or list of texts. */
    record Constant(Object constant) implements Expression {
        @Override
        public Object value(Row row) {
            return constant;
        }
    }

    /** The first alternative that gives something. */
    record FirstOf(List<Expression> alternatives) implements Expression {
        public FirstOf {
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public Object value(Row row) {
            for (int i = 0; i < alternatives.size(); i++) {
                Object value = alternatives.get(i).value(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }

    /** Nothing for an empty object, list or text, the value otherwise. */
    record UnlessEmpty(Expression from) implements Expression {
        @Override
        public Object value(Row row) {
            Object value = from.value(row);
            return Values.isEmpty(value) ? null : value;
        }
    }

    /** The value as canonical JSON text. */
    record ToJson(Expression from) implements Expression {
        @Override
        public Object value(Row row) {
            Object value = from.value(row);
            return value == null ? null : Values.json(value);
        }
    }

    /** The text that a JSON string stands for; any other value as it is. */
    record Unquoted(Expression from) implements Expression {
        @Override
        public Object value(Row row) {
            Object value = from.value(row);
            return value instanceof String text ? Values.unquoted(text) : value;
        }
    }

    /** A time as nanoseconds, or as milliseconds, since the epoch. */
    record ToEpoch(Expression from, boolean nanos) implements Expression {
        @Override
        public Object value(Row row) {
            Object value = from.value(row);
            Long time = nanos ? row.nanos(value) : row.millis(value);
            if (value != null && time == null) {
                row.untakeLast();
            }
            return time;
        }
    }

    /** Milliseconds between two times; the columns stay unaccounted for, because the times themselves say more. */
    record ElapsedMs(SourcePath from, SourcePath to) implements Expression {
        @Override
        public Object value(Row row) {
            Long end = row.nanos(row.peek(to));
            Long start = end == null ? null : row.nanos(row.peek(from));
            return start == null || end == null || end < start ? null : (Long) ((end - start) / 1_000_000L);
        }
    }

    /** Several texts as one; nothing if any of them is missing. */
    record Joined(List<Expression> parts, String separator) implements Expression {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public Object value(Row row) {
            List<String> texts = new ArrayList<>();
            for (Expression part : parts) {
                Object value = part.value(row);
                if (value == null) {
                    return null;
                }
                texts.add(Values.text(value));
            }
            return String.join(separator, texts);
        }
    }

    /**
     * One text for another.
     *
     * @param otherwise for texts without entry; null for nothing
     * @param keep whether texts without entry stay as they are
     */
    record Translated(Expression from, Map<String, String> entries, String otherwise, boolean keep)
            implements Expression {
        public Translated {
            entries = Map.copyOf(entries);
        }

        @Override
        public Object value(Row row) {
            Object value = from.value(row);
            if (value == null) {
                return null;
            }
            String known = entries.get(Values.text(value));
            if (known != null) {
                return known;
            }
            if (!keep) {
                row.untakeLast();
            }
            return keep ? value : otherwise;
        }
    }

    /** Text cut at a separator. */
    record Split(Expression from, String separator) implements Expression {
        @Override
        public Object value(Row row) {
            Object value = from.value(row);
            if (!(value instanceof String text)) {
                return value;
            }
            return Arrays.stream(text.split(Pattern.quote(separator), -1))
                    .map(String::trim)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }
    }

    /** What follows a prefix, for each element of a list that begins with it: tags such as {@code retention:7y}. */
    record AfterPrefix(SourcePath from, String prefix) implements Expression {
        @Override
        public Object value(Row row) {
            List<String> found = null;
            for (Object element : Values.elements(row.peekOpened(from))) {
                if (element instanceof String text && text.startsWith(prefix) && text.length() > prefix.length()) {
                    found = found == null ? new ArrayList<>(2) : found;
                    found.add(text.substring(prefix.length()));
                }
            }
            return found == null ? null : found.size() == 1 ? found.get(0) : found;
        }
    }

    /** The value of the first case whose condition holds. */
    record Choice(List<Case> cases) implements Expression {
        public Choice {
            cases = List.copyOf(cases);
        }

        @Override
        public Object value(Row row) {
            for (int i = 0; i < cases.size(); i++) {
                Case one = cases.get(i);
                if (one.condition.holds(row)) {
                    return one.then.value(row);
                }
            }
            return null;
        }

        /** One case of a choice. */
        record Case(Condition condition, Expression then) {}
    }
}
