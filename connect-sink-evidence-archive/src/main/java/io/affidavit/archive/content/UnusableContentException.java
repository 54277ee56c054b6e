/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

/** An object of a content area that is not what was put there. Reading it again would not help. */
public final class UnusableContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Why {
        /** There is no such object. */
        MISSING,
        /** It holds other bytes. */
        ALTERED
    }

    private final Why why;

    UnusableContentException(Why why, Throwable cause) {
        super("Cannot read content: " + why + ".", cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
