/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

/** Tells that a record cannot be brought to the target version. Holds a rule and a configured path, never content. */
public final class UpcastException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A value does not fit what a step makes of it. */
    static final String VALUE = "schema.migration.value";
    /** A step would overwrite what is there already. */
    static final String CONFLICT = "schema.migration.conflict";
    /** A path leads through something that is no object. */
    static final String SHAPE = "schema.migration.shape";
    /** An expression failed or exceeded its bounds. */
    static final String EXPRESSION = "schema.migration.expression";

    private final String rule;
    private final String path;

    UpcastException(String rule, String path) {
        // thrown per record: the trace would cost more than the work and tells nothing
        super("Cannot migrate record: it breaks rule " + rule + " at " + path + ".", null, false, false);
        this.rule = rule;
        this.path = path;
    }

    public String rule() {
        return rule;
    }

    /** The path that the step names. */
    public String path() {
        return path;
    }
}
