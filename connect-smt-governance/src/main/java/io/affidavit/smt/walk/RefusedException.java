/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

/** A record that cannot be protected as configured. Holds the rule and a path of schema fields, nothing of the record. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String path;

    RefusedException(String rule, String path) {
        super("Cannot protect record: it breaks rule " + rule + ".", null, false, false);
        this.rule = rule;
        this.path = path;
    }

    public String rule() {
        return rule;
    }

    /** Names of schema fields joined by dots, or null where the place has no schema. */
    public String path() {
        return path;
    }
}
