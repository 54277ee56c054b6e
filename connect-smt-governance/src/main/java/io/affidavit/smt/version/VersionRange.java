/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.version;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that are accepted: bounds separated by blanks, all of which must hold, such as {@code >=1.0 <2}. A range
 * without an upper bound cannot be written, because a version from the future must never pass.
 */
public final class VersionRange {

    private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<|=)?\\s*([0-9.]+)");

    private final String text;
    private final long lowest;
    private final long highest;

    private VersionRange(String text, long lowest, long highest) {
        this.text = text;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** @throws IllegalArgumentException if the text is no range, has no upper bound, or accepts nothing */
    public static VersionRange parse(String written) {
        String text = written.trim();
        List<String> bounds = new ArrayList<>();
        long lowest = 0;
        long highest = Long.MAX_VALUE;
        Matcher matcher = BOUND.matcher(text);
        int at = 0;
        while (matcher.find()) {
            SchemaVersion version = SchemaVersion.of(matcher.group(2));
            boolean adjacent = text.substring(at, matcher.start()).isBlank();
            if (!adjacent || version == null || (at > 0 && at == matcher.start())) {
                throw invalid("it is not made of bounds");
            }
            String operator = matcher.group(1) == null ? "=" : matcher.group(1);
            long ordinal = version.ordinal();
            switch (operator) {
                case ">=" -> lowest = Math.max(lowest, ordinal);
                case ">" -> lowest = Math.max(lowest, ordinal + 1);
                case "<=" -> highest = Math.min(highest, ordinal);
                case "<" -> highest = Math.min(highest, ordinal - 1);
                default -> {
                    lowest = Math.max(lowest, ordinal);
                    highest = Math.min(highest, ordinal);
                }
            }
            bounds.add(operator + version);
            at = matcher.end();
        }
        if (bounds.isEmpty() || at != text.length()) {
            throw invalid("it is not made of bounds");
        }
        if (highest == Long.MAX_VALUE) {
            throw invalid("it has no upper bound, so versions from the future would pass");
        }
        if (lowest > highest) {
            throw invalid("no version satisfies it");
        }
        return new VersionRange(String.join(" ", bounds), lowest, highest);
    }

    public boolean contains(SchemaVersion version) {
        long ordinal = version.ordinal();
        return ordinal >= lowest && ordinal <= highest;
    }

    /** Whether the version lies above the range. */
    public boolean before(SchemaVersion version) {
        return version.ordinal() > highest;
    }

    public boolean overlaps(VersionRange other) {
        return lowest <= other.highest && other.lowest <= highest;
    }

    /** The lowest version of the range. */
    public SchemaVersion first() {
        return SchemaVersion.at(lowest);
    }

    /** The version that comes right after a version of the range, or null after the highest. */
    public SchemaVersion after(SchemaVersion version) {
        return version.ordinal() >= highest ? null : SchemaVersion.at(version.ordinal() + 1);
    }

    /** The part of this range above all of the other, as its first version; null if there is none. */
    public SchemaVersion firstAbove(VersionRange other) {
        return other.highest >= highest ? null : SchemaVersion.at(other.highest + 1);
    }

    /** As {@code >=1.0.0 <2.0.0}. */
    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException(
                "Cannot read version range: " + why + ". Write bounds separated by blanks, such as >=1.0 <2.");
    }
}
