/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as major, minor and patch number; {@code 2}, {@code 2.0} and {@code 2.0.0} are equal. Pre-release and build
 * suffixes are no versions here: they order differently in every scheme.
 */
record SchemaVersion(int major, int minor, int patch) implements Comparable<SchemaVersion> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");
    private static final int LONGEST = 20;
    private static final Comparator<SchemaVersion> ORDER = Comparator.comparingInt(SchemaVersion::major)
            .thenComparingInt(SchemaVersion::minor)
            .thenComparingInt(SchemaVersion::patch);

    /** The version that a text or number states, or null if it states none. */
    static SchemaVersion of(Object stated) {
        String text;
        if (stated instanceof BigDecimal decimal) {
            text = decimal.toPlainString();
        } else if (stated instanceof Number || stated instanceof String) {
            text = stated.toString().trim();
        } else {
            return null;
        }
        Matcher matcher = TEXT.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return null;
        }
        return new SchemaVersion(part(matcher.group(1)), part(matcher.group(2)), part(matcher.group(3)));
    }

    private static int part(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public int compareTo(SchemaVersion other) {
        return ORDER.compare(this, other);
    }

    /** As {@code 1.0.0}. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
