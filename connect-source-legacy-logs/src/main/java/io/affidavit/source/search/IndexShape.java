/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import java.util.Objects;

/**
 * What the indices behind the expression are like at present.
 *
 * @param empty whether there is none
 * @param identity a number that another index of the same name would not have; for patterns, of the expression itself
 * @param refreshMicros the longest refresh interval
 */
record IndexShape(boolean empty, long identity, long refreshMicros, TimeField time) {

    IndexShape {
        Objects.requireNonNull(time, "time");
    }
}
