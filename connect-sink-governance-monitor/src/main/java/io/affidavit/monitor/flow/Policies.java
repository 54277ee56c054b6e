/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.core.policysource.PolicyGauges;
import io.affidavit.monitor.watch.Plan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The versions of the policy that a task acts on: the one in its configuration, or those in a topic. */
public sealed interface Policies extends AutoCloseable {

    /** All versions, as far as they are known now. */
    Timeline<Plan> timeline();

    /** The time, in milliseconds since 1970, before which no version can come into force that is not known yet. */
    long settledBefore();

    void metersReady(Meters meters);

    @Override
    void close();

    /** The document of the configuration, for all records. */
    static Policies fixed(PolicyDocument document, Function<PolicyDocument, Plan> plans) {
        return new Fixed(
                Timeline.of(List.of(new Effective(Long.MIN_VALUE, document)), each -> Optional.of(plans.apply(each)))
                        .orElseThrow());
    }

    /** As a source tells them; closes it with itself. */
    static Policies followed(PolicySource<Plan> source, InstantSource clock) {
        return new Followed(source, clock);
    }

    /** Never changes. */
    record Fixed(Timeline<Plan> timeline) implements Policies {

        @Override
        public long settledBefore() {
            return Long.MAX_VALUE;
        }

        @Override
        public void metersReady(Meters meters) {}

        @Override
        public void close() {}
    }

    /** Changes as versions are published. */
    record Followed(PolicySource<Plan> source, InstantSource clock) implements Policies {

        /** Versions are published half a minute ahead at least; less what clocks may differ. */
        private static final Duration AHEAD = Duration.ofSeconds(20);

        @Override
        public Timeline<Plan> timeline() {
            return source.timeline();
        }

        @Override
        public long settledBefore() {
            return source.status().heardAt() + AHEAD.toMillis();
        }

        @Override
        public void metersReady(Meters meters) {
            PolicyGauges.show(source, clock, meters);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
