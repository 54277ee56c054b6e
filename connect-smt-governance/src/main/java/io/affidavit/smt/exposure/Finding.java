/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.exposure;

import io.affidavit.smt.scan.Label;
import java.util.Objects;

/**
 * One piece of sensitive content.
 *
 * @param path names of fields joined by dots, arrays passed over and JSON in strings entered, as {@code mask.fields} takes
 *     them; a name that may be content itself is a star, {@link #NAMES} stands for what names hold, and the empty path for a
 *     value without names
 * @param score from 1 to 100
 * @param start first character within the text at the path
 * @param end behind the last character
 * @param readable whether it would stay readable although protection was asked for
 */
public record Finding(String path, Label label, int score, int start, int end, boolean readable) {

    /** The path of content in the names of fields. */
    public static final String NAMES = "(names)";

    public Finding {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(label, "label");
    }
}
