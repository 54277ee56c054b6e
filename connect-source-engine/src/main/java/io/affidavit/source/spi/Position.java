/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Objects;

/**
 * A row's place in reading order.
 *
 * @param cursor value of the cursor column: microseconds since the epoch, or the number itself
 * @param key primary key text, which breaks ties in the store's own order
 */
public record Position(long cursor, String key) {

    public Position {
        Objects.requireNonNull(key, "key");
    }
}
