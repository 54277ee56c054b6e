/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.Objects;

/**
 * A row's place in reading order.
 *
 * @param position value of the cursor column: microseconds since the epoch, or the number itself
 * @param key primary key text, which breaks ties in the store's own order
 */
public record RowMark(long position, String key) {

    public RowMark {
        Objects.requireNonNull(key, "key");
    }
}
