/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.log.Effective;
import java.util.List;
import java.util.function.Consumer;

/** Where documents come from, and go on coming from while it is open. Safe for use by many threads. */
interface PolicyFeed extends AutoCloseable {

    /**
     * Calls the listener with what is in force when, now and whenever that changes, one call at a time.
     *
     * @return ends it
     */
    Runnable subscribe(Consumer<List<Effective>> listener);

    /** When the feed last knew that it was up to date, in milliseconds since 1970. */
    long heardAt();

    /** How much was refused since the feed began. */
    long refused();

    @Override
    void close();
}
