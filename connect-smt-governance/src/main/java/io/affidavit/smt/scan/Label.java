/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kind of sensitive content.
 *
 * @param id stable name such as {@code pii.email}, written to headers and used in configuration
 * @param mark what stands in the place of redacted content, such as {@code [EMAIL]}
 */
public record Label(String id, String mark, Sensitivity level) {

    private static final Pattern ID = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");
    private static final int LONGEST_ID = 100;
    private static final Pattern MARK = Pattern.compile("\\[[A-Z0-9_]+]");

    public Label {
        if (!isId(id)) {
            throw new IllegalArgumentException("Invalid label id: " + id + ". Use lower-case words joined by dots.");
        }
        if (!MARK.matcher(mark).matches()) {
            throw new IllegalArgumentException("Invalid mark: " + mark + ". Use capitals in square brackets.");
        }
        Objects.requireNonNull(level, "level");
    }

    static boolean isId(String text) {
        return text.length() <= LONGEST_ID && ID.matcher(text).matches();
    }

    /** A label whose mark is the last part of its id. */
    static Label of(String id, Sensitivity level) {
        return new Label(id, "[" + id.substring(id.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) + "]", level);
    }
}
