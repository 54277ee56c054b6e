/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.io.Closeable;
import java.io.IOException;

/** The rows of an open unit, one after another. */
public interface UnitRows extends Closeable {

    /**
     * The next row, or null at the end.
     *
     * @throws UnitException where the store is at fault; any other exception says that the unit is damaged
     */
    UnitRow next() throws IOException;
}
