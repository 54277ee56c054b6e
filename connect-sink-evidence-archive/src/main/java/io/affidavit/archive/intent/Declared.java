/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.intent;

import java.util.Objects;

/**
 * An intent that is in the store.
 *
 * @param operation id of the batch
 * @param location of the object
 */
public record Declared(String operation, String location) {

    public Declared {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(location, "location");
    }
}
