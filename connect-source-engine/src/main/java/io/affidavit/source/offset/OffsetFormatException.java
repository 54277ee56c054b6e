/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

/** A source partition or offset is not of the documented form. The message names the field, never its value. */
public final class OffsetFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OffsetFormatException(String field, String expectation) {
        super("Cannot read source offset: " + field + " " + expectation
                + ". Use the form that GET /connectors/NAME/offsets shows.");
    }
}
