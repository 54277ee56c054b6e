/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.config;

import java.util.Objects;

/** Something wrong with a configuration, at a key, in words for whoever set it; never holds the value of a secret. */
public record Fault(String key, String message) {

    public Fault {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
    }
}
