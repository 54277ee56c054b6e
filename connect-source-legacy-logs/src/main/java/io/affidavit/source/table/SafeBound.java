/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import java.sql.Connection;
import java.sql.SQLException;

/** Finds the position below which no row can appear any more. Called in a transaction of its own. */
public interface SafeBound {

    /** The exclusive bound at present; it may fall behind an earlier answer, which then still holds. */
    long find(Connection connection) throws SQLException;
}
