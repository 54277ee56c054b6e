/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.util.Objects;

/** Why a table cannot be read as configured, and the setting to blame. */
public record Fault(Subject subject, String message) {

    /** Settings that can be wrong in a way only the database can tell. */
    public enum Subject {
        URL,
        USER,
        PASSWORD,
        TABLE,
        CURSOR,
        KEYS,
        HASH_COLUMNS,
        BOUND
    }

    public Fault {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(message, "message");
    }
}
