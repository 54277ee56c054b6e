/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Why a record is refused, in words that hold nothing of the record.
 *
 * @param rule lower-case id such as {@code schema.version.future}
 * @param path field path or target field that broke the rule, from configuration and never from the record; null for the
 *     whole record
 * @param versionSeen version the record claims, reduced to numbers and dots; null where no version is involved
 * @param versionExpected range that was asked for; null where no version is involved
 * @param error class of an unexpected exception and the line of ours it came from; null otherwise
 */
public record Rejection(String rule, String path, String versionSeen, String versionExpected, String error) {

    /** Rule of records that made a transform fail unexpectedly. */
    public static final String INTERNAL = "smt.internal";

    private static final Pattern RULE = Pattern.compile("[a-z0-9_]+([.-][a-z0-9_]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){0,2}");

    public Rejection {
        Objects.requireNonNull(rule, "rule");
        if (!RULE.matcher(rule).matches()) {
            throw new IllegalArgumentException("Invalid rule id. Use lower-case words joined by dots.");
        }
        if (versionSeen != null && !VERSION.matcher(versionSeen).matches()) {
            throw new IllegalArgumentException("Invalid seen version: it must be numbers joined by dots.");
        }
    }

    public static Rejection of(String rule, String path) {
        return new Rejection(rule, path, null, null, null);
    }

    public static Rejection ofVersion(String rule, String path, String seen, String expected) {
        return new Rejection(rule, path, seen, expected, null);
    }

    /** A refusal because of a fault of ours: only the error's class and our line of code are safe to repeat. */
    static Rejection internal(Throwable error) {
        String place = "";
        for (StackTraceElement frame : error.getStackTrace()) {
            if (frame.getClassName().startsWith("io.affidavit.")) {
                place = " at " + frame.getClassName() + ":" + frame.getLineNumber();
                break;
            }
        }
        return new Rejection(INTERNAL, null, null, null, error.getClass().getName() + place);
    }
}
