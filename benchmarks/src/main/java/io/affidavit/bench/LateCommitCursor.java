/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.List;

/** A way to follow a table. Used by one thread. */
interface LateCommitCursor extends AutoCloseable {

    /** As people call it. */
    String name();

    /** Whether it is of Affidavit. */
    default boolean isOurs() {
        return false;
    }

    /** Keys of the rows that it finds since the last call. */
    List<String> next() throws Exception;

    @Override
    void close();
}
