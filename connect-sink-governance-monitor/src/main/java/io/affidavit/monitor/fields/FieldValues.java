/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.fields;

import java.util.Arrays;
import java.util.Date;

/**
 * What the fields of one record hold: text, a number, a boolean, or nothing that can be watched. Filled anew for every record,
 * so that reading allocates little; not safe for use by several threads.
 */
public final class FieldValues {

    private static final double EXACT = 9.0e15;

    private final String[] texts;
    private final double[] numbers;
    private final boolean[] numeric;

    public FieldValues(int size) {
        this.texts = new String[size];
        this.numbers = new double[size];
        this.numeric = new boolean[size];
    }

    public boolean present(int field) {
        return numeric[field] || texts[field] != null;
    }

    /** Any value as text: whole numbers without a fraction, booleans as true and false. Null where there is none. */
    public String text(int field) {
        if (texts[field] == null && numeric[field]) {
            texts[field] = write(numbers[field]);
        }
        return texts[field];
    }

    /** A number, or text that is one; NaN for all else. */
    public double number(int field) {
        if (numeric[field]) {
            return numbers[field];
        }
        return texts[field] == null ? Double.NaN : parse(texts[field]);
    }

    /** Whether the field holds the value that a document wrote: text, Long, Double or Boolean. */
    public boolean holds(int field, Object wanted) {
        if (wanted instanceof Number number) {
            return numeric[field] && numbers[field] == number.doubleValue();
        }
        return !numeric[field] && texts[field] != null && texts[field].equals(wanted.toString());
    }

    void clear() {
        Arrays.fill(texts, null);
        Arrays.fill(numeric, false);
    }

    void text(int field, String value) {
        texts[field] = value;
    }

    void number(int field, double value) {
        numbers[field] = value;
        numeric[field] = true;
    }

    /** Takes a plain value; one that is no scalar stays absent. */
    void put(int field, Object value) {
        if (value instanceof String text) {
            text(field, text);
        } else if (value instanceof Boolean flag) {
            text(field, flag.toString());
        } else if (value instanceof Number number) {
            number(field, number.doubleValue());
        } else if (value instanceof Date date) {
            number(field, (double) date.getTime());
        }
    }

    private static String write(double number) {
        return number == Math.rint(number) && Math.abs(number) < EXACT
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    @SuppressWarnings("UnusedException") // its message quotes the text
    private static double parse(String text) {
        if (text.isEmpty() || text.length() > 40 || text.charAt(0) > '9') {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
