/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.util.Objects;

/**
 * Says that a record cannot become a row. Holds the rule and the field, never a value; has no stack trace and no cause,
 * because it is an answer, not a fault of the program.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String path;

    /**
     * @param rule id such as {@code archive.convert.type_mismatch}
     * @param path path of the field, null for the whole value
     */
    public Rejection(String rule, String path) {
        super(rule, null, false, false);
        this.rule = Objects.requireNonNull(rule, "rule");
        this.path = path;
    }

    public String rule() {
        return rule;
    }

    public String path() {
        return path;
    }
}
