/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Values that are never findings, by label: domains and addresses of e-mail, networks and addresses of hosts, numbers however
 * they are written, and anything else character by character. Only a finding that is the value, and nothing more, is
 * allowed. Safe for concurrent use.
 */
public final class AllowList {

    /** Allows nothing. */
    public static final AllowList NONE = new AllowList(List.of());

    /** Longer findings are not compared. */
    private static final int LONGEST = 512;

    private final List<Entry> entries;
    private final Map<Label, List<Predicate<String>>> known = new ConcurrentHashMap<>();

    private AllowList(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    public static AllowList of(List<Entry> entries) {
        return entries.isEmpty() ? NONE : new AllowList(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean allows(Label label, char[] text, int from, int to) {
        if (isEmpty() || to - from > LONGEST) {
            return false;
        }
        List<Predicate<String>> tests = known.computeIfAbsent(label, this::tests);
        if (tests.isEmpty()) {
            return false;
        }
        String found = new String(text, from, to - from);
        return tests.stream().anyMatch(test -> test.test(found));
    }

    private List<Predicate<String>> tests(Label label) {
        return entries.stream()
                .filter(entry -> Labels.covers(entry.label(), label))
                .map(entry -> test(label, entry.value()))
                .toList();
    }

    private static Predicate<String> test(Label label, String value) {
        if (label.equals(Labels.EMAIL)) {
            return email(value.toLowerCase(Locale.ROOT));
        }
        if (label.equals(Labels.IP)) {
            Optional<Network> network = Network.parse(value);
            return found -> network.isPresent()
                    && Network.parse(found).filter(network.get()::holds).isPresent();
        }
        if (label.id().startsWith("pii.") || label.id().startsWith("pci.")) {
            String solid = solid(value);
            return found -> solid.equals(solid(found));
        }
        return value::equals;
    }

    /** {@code a@b.c} is one address, {@code @b.c} a domain, and {@code b.c} a domain with all beneath it. */
    private static Predicate<String> email(String value) {
        int at = value.indexOf('@');
        if (at > 0) {
            return found -> value.equals(found.toLowerCase(Locale.ROOT));
        }
        return found -> {
            String domain = found.substring(found.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
            return at == 0 ? domain.equals(value.substring(1)) : domain.equals(value) || domain.endsWith("." + value);
        };
    }

    private static String solid(String text) {
        StringBuilder solid = new StringBuilder(text.length());
        text.chars().filter(Character::isLetterOrDigit).forEach(c -> solid.append((char) Character.toUpperCase(c)));
        return solid.toString();
    }

    /**
     * One value.
     *
     * @param label id or prefix of the labels it is allowed under
     */
    public record Entry(String label, String value) {

        public Entry {
            if (value.isBlank() || value.length() > LONGEST) {
                throw new IllegalArgumentException("An allowed value must have 1 to " + LONGEST + " characters.");
            }
            if (Labels.IP.id().equals(label) && Network.parse(value).isEmpty()) {
                throw new IllegalArgumentException("An allowed address must be one, such as 10.1.2.3 or 10.0.0.0/8.");
            }
        }
    }
}
