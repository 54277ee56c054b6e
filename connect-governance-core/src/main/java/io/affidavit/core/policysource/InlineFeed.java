/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.log.Effective;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** The document that stands in the configuration; it is always up to date. */
final class InlineFeed implements PolicyFeed {

    private final PolicyDocument document;
    private final InstantSource clock;

    InlineFeed(PolicyDocument document, InstantSource clock) {
        this.document = document;
        this.clock = clock;
    }

    @Override
    public Runnable subscribe(Consumer<List<Effective>> listener) {
        listener.accept(List.of(new Effective(clock.millis(), document)));
        return () -> {};
    }

    @Override
    public long heardAt() {
        return clock.millis();
    }

    @Override
    public long refused() {
        return 0;
    }

    @Override
    public void close() {}
}
