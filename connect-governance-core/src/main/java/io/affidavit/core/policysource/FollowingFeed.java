/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.log.Effective;
import java.util.List;
import java.util.function.Consumer;

/** A feed that follows its source in the background. */
abstract class FollowingFeed implements PolicyFeed {

    private final Listeners listeners = new Listeners();
    private final Refusals refusals;
    private volatile long heardAt;

    /** @param source as the log names it where something of it is refused */
    FollowingFeed(String source) {
        this.refusals = new Refusals(source);
    }

    /** Takes what is refused, by its reason. */
    final Consumer<String> refusals() {
        return refusals;
    }

    /** Notes when the feed was up to date. */
    final void heard(long millis) {
        heardAt = millis;
    }

    /** Tells everyone who listens what is in force when. */
    final void tell(List<Effective> effective) {
        listeners.tell(effective);
    }

    @Override
    public final Runnable subscribe(Consumer<List<Effective>> listener) {
        return listeners.add(listener);
    }

    @Override
    public final long heardAt() {
        return heardAt;
    }

    @Override
    public final long refused() {
        return refusals.total();
    }
}
