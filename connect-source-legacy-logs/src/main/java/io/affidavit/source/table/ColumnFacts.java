/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import org.apache.kafka.connect.data.Schema;

/** What is to be known of a column, in whatever database. */
public interface ColumnFacts {

    String name();

    boolean notNull();

    /** How its values appear in records. */
    Schema schema();
}
