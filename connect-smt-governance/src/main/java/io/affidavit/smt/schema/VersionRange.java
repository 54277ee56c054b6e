/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The versions that are accepted: bounds separated by blanks, all of which must hold, such as {@code >=1.0 <2}. A range
 * without an upper bound cannot be written, because a version from the future must never pass.
 */
final class VersionRange {

    private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<|=)?\\s*([0-9.]+)");

    private final List<Bound> bounds;

    private VersionRange(List<Bound> bounds) {
        this.bounds = List.copyOf(bounds);
    }

    /** @throws IllegalArgumentException if the text is no range, has no upper bound, or accepts nothing */
    static VersionRange parse(String text) {
        List<Bound> bounds = new ArrayList<>();
        Matcher matcher = BOUND.matcher(text.trim());
        int at = 0;
        while (matcher.find()) {
            SchemaVersion version = SchemaVersion.of(matcher.group(2));
            boolean adjacent = text.trim().substring(at, matcher.start()).isBlank();
            if (!adjacent || version == null || (at > 0 && at == matcher.start())) {
                throw invalid("it is not made of bounds");
            }
            bounds.add(new Bound(matcher.group(1) == null ? "=" : matcher.group(1), version));
            at = matcher.end();
        }
        if (bounds.isEmpty() || at != text.trim().length()) {
            throw invalid("it is not made of bounds");
        }
        if (bounds.stream().noneMatch(Bound::upper)) {
            throw invalid("it has no upper bound, so versions from the future would pass");
        }
        if (isEmpty(bounds)) {
            throw invalid("no version satisfies it");
        }
        return new VersionRange(bounds);
    }

    boolean contains(SchemaVersion version) {
        return bounds.stream().allMatch(bound -> bound.allows(version));
    }

    /** Whether the version lies above the range. */
    boolean before(SchemaVersion version) {
        return bounds.stream()
                .anyMatch(bound -> bound.upper() && !bound.allows(version) && version.compareTo(bound.version) >= 0);
    }

    /** A range of whole numbers is empty exactly if neither a bound nor the version right after one lies in it. */
    private static boolean isEmpty(List<Bound> bounds) {
        return bounds.stream()
                .map(Bound::version)
                .flatMap(v ->
                        List.of(v, new SchemaVersion(v.major(), v.minor(), v.patch() + 1), new SchemaVersion(0, 0, 0))
                                .stream())
                .noneMatch(version -> bounds.stream().allMatch(bound -> bound.allows(version)));
    }

    private static IllegalArgumentException invalid(String why) {
        return new IllegalArgumentException(
                "Cannot read version range: " + why + ". Write bounds separated by blanks, such as >=1.0 <2.");
    }

    /** As {@code >=1.0.0 <2.0.0}. */
    @Override
    public String toString() {
        return bounds.stream().map(bound -> bound.operator + bound.version).collect(Collectors.joining(" "));
    }

    private record Bound(String operator, SchemaVersion version) {

        boolean upper() {
            return operator.startsWith("<") || operator.equals("=");
        }

        boolean allows(SchemaVersion other) {
            int order = other.compareTo(version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                case "<" -> order < 0;
                default -> order == 0;
            };
        }
    }
}
