/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

/** What is to be known of a column, in whatever database. */
public interface ColumnFacts {

    String name();

    boolean notNull();
}
