/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.TextScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings of one record, one by one, where somebody asked for them. Names of fields are repeated only where they hold
 * nothing themselves, because names of map entries and JSON members are data. Reused; not safe for concurrent use.
 */
final class FindingLog {

    /** Stands for a name that may hold content. */
    private static final String HIDDEN = "*";

    private static final int LONGEST_NAME = 64;

    private final int most;
    private final TextScanner scanner;
    private final Hits inName;
    private final List<Finding> findings = new ArrayList<>();
    private String part = "";

    /**
     * @param most findings kept; 0 where nobody asked for them
     * @param scanner looks at names, not while it looks at anything else
     * @param inName what it finds there
     */
    FindingLog(int most, TextScanner scanner, Hits inName) {
        this.most = most;
        this.scanner = scanner;
        this.inName = inName;
    }

    void clear() {
        findings.clear();
        part = "";
    }

    /** Which part of the record follows, as it stands before paths; empty for the value. */
    void part(String name) {
        part = name;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * @param inside whether it stands in the last name itself
     * @param readable whether it stays readable although protection was asked for
     */
    void add(
            Trail trail,
            boolean inside,
            String label,
            String detector,
            int score,
            int start,
            int end,
            boolean readable) {
        if (findings.size() < most) {
            findings.add(new Finding(path(trail, inside), label, detector, score, start, end, readable));
        }
    }

    private String path(Trail trail, boolean inside) {
        List<String> names = new ArrayList<>();
        trail.addTo(names);
        StringBuilder path = new StringBuilder(part);
        for (int i = 0; i < names.size(); i++) {
            boolean hidden = inside && i == names.size() - 1;
            path.append(path.length() == 0 ? "" : ".").append(hidden ? HIDDEN : shown(names.get(i)));
        }
        return path.toString();
    }

    private String shown(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
        if (!plain) {
            return HIDDEN;
        }
        char[] text = name.toCharArray();
        inName.clear();
        scanner.scan(text, 0, text.length, Evidence.NONE, inName);
        boolean holds = inName.size() > 0 || inName.givenUp() != null;
        return holds ? HIDDEN : name.indexOf('.') < 0 ? name : "`" + name + "`";
    }

    /**
     * One finding, without content.
     *
     * @param path names joined by dots as field paths are written; empty for a bare value
     * @param start first character in the text of the field, in UTF-16 units
     * @param end behind its last character
     */
    record Finding(String path, String label, String detector, int score, int start, int end, boolean readable) {}
}
