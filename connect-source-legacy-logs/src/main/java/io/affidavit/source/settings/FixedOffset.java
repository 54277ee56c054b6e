/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Time zones whose clocks never run backwards. */
public final class FixedOffset {

    private FixedOffset() {}

    /** The offset a text names, if it is one that never changes. */
    public static Optional<ZoneOffset> parse(String text) {
        try {
            return ZoneId.of(text).normalized() instanceof ZoneOffset offset ? Optional.of(offset) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
