/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.sums.WindowRows;

/**
 * What reading a closed window again has shown.
 *
 * @param before what it held when last read
 * @param now what it holds
 * @param sweep the number of the sweep, from 1
 * @param given how many rows were given again
 * @param exact whether these are only the rows that changed; else so many changed that all rows were given
 */
public record SweepFinding(long window, WindowRows before, WindowRows now, int sweep, long given, boolean exact) {

    public boolean matches() {
        return before.sums().equals(now.sums());
    }
}
