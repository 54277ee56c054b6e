/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import java.time.Duration;

/**
 * When days are sealed.
 *
 * @param after how long after its end a day is closed, if no file came to it for as long
 * @param grace how long the old files stay, for readers that are at them
 * @param mostBytes bytes of old files that one round rewrites at most; a day's first pack is rewritten whatever its size
 */
public record SealTerms(Duration after, Duration grace, long mostBytes) {

    public SealTerms {
        if (after.isNegative() || grace.isNegative() || mostBytes <= 0) {
            throw new IllegalArgumentException("Cannot seal by such terms: durations begin at 0, bytes at 1.");
        }
    }
}
