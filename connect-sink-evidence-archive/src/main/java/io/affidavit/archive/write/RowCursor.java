/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

/**
 * Encoded rows, one after the other in the order in which a file holds them: by partition and tenant, then by event time,
 * then as they came. Before the first {@link #next} there is no row.
 */
interface RowCursor {

    /** Moves on; false when there is no further row. */
    boolean next();

    /** Number of the row's cluster, see {@link Clusters}. */
    int cluster();

    /** Microseconds of the row's event time. */
    long micros();

    /** The array that holds the row's fields, until {@link #next}. */
    byte[] bytes();

    int offset();

    int length();
}
