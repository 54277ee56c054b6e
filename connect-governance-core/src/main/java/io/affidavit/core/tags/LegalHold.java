/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether a record is under legal hold, as its {@code gov.legal.hold} header says. */
public sealed interface LegalHold {

    /** Not held. */
    LegalHold NONE = new None();

    /** Whether any matter holds the record. */
    boolean held();

    /** The header value: {@code false}, {@code true} or matter ids joined by commas. */
    String headerText();

    /** Both holds: they only add up. A hold for an unnamed matter leaves the sum unnamed, whatever else is known. */
    static LegalHold sum(LegalHold one, LegalHold other) {
        if (!(one instanceof Held mine)) {
            return other;
        }
        if (!(other instanceof Held theirs)) {
            return one;
        }
        Set<String> both = new TreeSet<>(mine.matters());
        both.addAll(theirs.matters());
        return mine.matters().isEmpty() || theirs.matters().isEmpty() ? new Held(Set.of()) : new Held(both);
    }

    /**
     * Reads a header value. Null, blank and {@code false} mean not held; everything else means held, and text that is no
     * list of matter ids means held for an unnamed matter: a damaged tag must never free a record.
     */
    static LegalHold parse(String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.toLowerCase(Locale.ROOT).equals("false")) {
            return NONE;
        }
        Set<String> matters = new TreeSet<>(Arrays.asList(trimmed.split("\\s*,\\s*", -1)));
        boolean named =
                matters.stream().allMatch(matter -> Held.MATTER.matcher(matter).matches());
        return named && !trimmed.toLowerCase(Locale.ROOT).equals("true") ? new Held(matters) : new Held(Set.of());
    }

    /** Not held. */
    record None() implements LegalHold {
        @Override
        public boolean held() {
            return false;
        }

        @Override
        public String headerText() {
            return "false";
        }
    }

    /**
     * Held.
     *
     * @param matters ids of the matters, empty if unnamed
     */
    record Held(Set<String> matters) implements LegalHold {

        private static final Pattern MATTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

        public Held {
            matters = Set.copyOf(matters);
        }

        @Override
        public boolean held() {
            return true;
        }

        @Override
        public String headerText() {
            return matters.isEmpty() ? "true" : String.join(",", new TreeSet<>(matters));
        }
    }
}
