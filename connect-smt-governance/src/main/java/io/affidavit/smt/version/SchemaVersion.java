/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.version;

import java.math.BigDecimal;

/**
 * A version as major, minor and patch number; {@code 2}, {@code 2.0} and {@code 2.0.0} are equal. Pre-release and build
 * suffixes are no versions here: they order differently in every scheme. Each number has at most six digits.
 */
public record SchemaVersion(int major, int minor, int patch) implements Comparable<SchemaVersion> {

    private static final int PART = 1_000_000;
    private static final int LONGEST = 20;

    public SchemaVersion {
        if (major < 0 || minor < 0 || patch < 0 || major >= PART || minor >= PART || patch >= PART) {
            throw new IllegalArgumentException("Cannot make version: a number has more than six digits.");
        }
    }

    /** The version that a text or number states, or null if it states none. */
    public static SchemaVersion of(Object stated) {
        if (stated instanceof String text) {
            return parse(text.trim());
        }
        if (stated instanceof BigDecimal decimal) {
            // an exponent could ask for gigabytes of zeros
            boolean small =
                    Math.abs((long) decimal.precision() - decimal.scale()) <= LONGEST && decimal.scale() <= LONGEST;
            return small ? parse(decimal.toPlainString()) : null;
        }
        return stated instanceof Number ? parse(stated.toString()) : null;
    }

    private static SchemaVersion parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        int[] parts = new int[3];
        int part = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && part < 2) {
                part++;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 6) {
                parts[part] = parts[part] * 10 + (c - '0');
                digits++;
            } else {
                return null;
            }
        }
        return digits == 0 ? null : new SchemaVersion(parts[0], parts[1], parts[2]);
    }

    /** Whether a schema registry or Connect, which count in whole numbers, could state it. */
    public boolean whole() {
        return minor == 0 && patch == 0;
    }

    /** Its place among all versions. */
    long ordinal() {
        return ((long) major * PART + minor) * PART + patch;
    }

    /** @param ordinal as {@link #ordinal()} gives it */
    static SchemaVersion at(long ordinal) {
        return new SchemaVersion((int) (ordinal / PART / PART), (int) (ordinal / PART % PART), (int) (ordinal % PART));
    }

    @Override
    public int compareTo(SchemaVersion other) {
        return Long.compare(ordinal(), other.ordinal());
    }

    /** As {@code 1.0.0}. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
