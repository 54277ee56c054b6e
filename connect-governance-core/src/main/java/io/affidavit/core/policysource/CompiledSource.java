/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyRef;
import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policy.log.PolicyStatus;
import io.affidavit.core.policy.log.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compiles what a feed tells, each version once, on the feed's thread; records only read what is there. A version that does not
 * compile is left out, as if it had never been activated.
 */
final class CompiledSource<T> implements PolicySource<T> {

    private final PolicyFeed feed;
    private final Function<PolicyDocument, T> compiler;
    private final InstantSource clock;
    private final long mostStale;
    private final Refusals refusals = new Refusals("this plugin");
    private final Runnable unsubscribe;
    private Map<PolicyRef, Optional<T>> compiled = Map.of();
    private String fault = "there is no version of it";
    private volatile Timeline<T> timeline;

    /**
     * Takes the feed over: it is closed with this, and if this cannot be made.
     *
     * @param compiler throws {@link PolicyException} for a document that it cannot use
     * @param mostStale beyond which nothing is answered; empty for never
     * @throws PolicyException if there is no usable version to begin with
     */
    CompiledSource(
            PolicyFeed feed, Function<PolicyDocument, T> compiler, Optional<Duration> mostStale, InstantSource clock) {
        this.feed = feed;
        this.compiler = compiler;
        this.clock = clock;
        this.mostStale = mostStale.map(Duration::toMillis).orElse(Long.MAX_VALUE);
        this.unsubscribe = feed.subscribe(this::update);
        if (timeline == null) {
            close();
            throw new PolicyException(
                    "Cannot begin without a policy: " + fault + ". Publish or name one that can be used.");
        }
    }

    @Override
    public T at(Long timestamp) {
        if (mostStale != Long.MAX_VALUE && clock.millis() - feed.heardAt() > mostStale) {
            throw new PolicyException("Cannot rely on the policy: its source was not heard for longer than "
                    + "policy.max.staleness.ms. See that it can be reached, or set policy.on.stale=continue.");
        }
        return timeline.at(timestamp == null ? clock.millis() : timestamp);
    }

    @Override
    public Timeline<T> timeline() {
        return timeline;
    }

    @Override
    public PolicyStatus status() {
        Effective now = timeline.effectiveAt(clock.millis());
        return new PolicyStatus(now.document().ref(), now.from(), feed.heardAt(), feed.refused() + refusals.total());
    }

    @Override
    public void close() {
        unsubscribe.run();
        feed.close();
    }

    /** Called by one thread at a time. */
    private void update(List<Effective> effective) {
        Map<PolicyRef, Optional<T>> next = new HashMap<>();
        Optional<Timeline<T>> usable =
                Timeline.of(effective, document -> next.computeIfAbsent(document.ref(), ref -> compiled(document)));
        compiled = next;
        usable.ifPresent(line -> timeline = line);
    }

    private Optional<T> compiled(PolicyDocument document) {
        Optional<T> known = compiled.get(document.ref());
        if (known != null) {
            return known;
        }
        try {
            return Optional.of(compiler.apply(document));
        } catch (PolicyException e) {
            fault = document.ref().name() + ": " + e.getMessage();
        } catch (RuntimeException e) {
            // the message of a library may hold what it was given
            fault = document.ref().name() + " does not compile (" + e.getClass().getSimpleName() + ")";
        }
        refusals.accept(fault);
        return Optional.empty();
    }
}
