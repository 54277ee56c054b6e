/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

/** A monotonic counter; safe for concurrent use and free of allocation. */
@FunctionalInterface
public interface Meter {

    /** Counts nothing; the initial value of meter fields until metrics arrive. */
    Meter NONE = n -> {};

    /** Adds {@code n} occurrences; {@code n} is never negative. */
    void add(long n);
}
