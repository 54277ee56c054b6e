/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A store whose rows may become visible long after they got their time and number. */
interface LateCommitStore extends AutoCloseable {

    /** As people call it. */
    String name();

    /**
     * A connection of its own to write with.
     *
     * @param clockAhead how far the writer's clock is ahead of the store's, where the writer sets the times; negative if behind
     */
    Writer writer(Duration clockAhead) throws Exception;

    /** Cursors as they are usually built, and ours; each follows the table from its present state on. */
    List<LateCommitCursor> cursors() throws Exception;

    /** The key of every row there is. */
    Set<String> keys() throws Exception;

    @Override
    void close();

    /** Writes rows that show when they are committed. */
    interface Writer extends AutoCloseable {

        void insert() throws Exception;

        void commit() throws Exception;

        void rollback() throws Exception;

        @Override
        void close();
    }
}
