/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policysource;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policysource.PolicyGauges;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/** What decides about records: the configuration alone, or the policy of a record's time. Safe for use by many threads. */
public sealed interface Ruling<T> extends AutoCloseable {

    /**
     * What holds for a record.
     *
     * @param timestamp of the record in milliseconds since 1970; null for a record without one, which stands for now
     * @throws io.affidavit.core.policy.PolicyException if there is a policy and it is too old to be relied on
     */
    InForce<T> at(Long timestamp);

    /** Shows which policy decides, where one does. */
    void metersReady(Meters meters);

    @Override
    void close();

    /** The same for all records. */
    static <T> Ruling<T> always(T terms) {
        return new Always<>(new InForce<>(terms, Map.of()));
    }

    /** As the policy has it; closes the source with itself. */
    static <T> Ruling<T> by(PolicySource<InForce<T>> source, InstantSource clock) {
        return new ByPolicy<>(source, clock);
    }

    /** Knows no policy. */
    record Always<T>(InForce<T> terms) implements Ruling<T> {

        public Always {
            Objects.requireNonNull(terms, "terms");
        }

        @Override
        public InForce<T> at(Long timestamp) {
            return terms;
        }

        @Override
        public void metersReady(Meters meters) {}

        @Override
        public void close() {}
    }

    /** Asks the policy. */
    record ByPolicy<T>(PolicySource<InForce<T>> source, InstantSource clock) implements Ruling<T> {

        public ByPolicy {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(clock, "clock");
        }

        @Override
        public InForce<T> at(Long timestamp) {
            return source.at(timestamp);
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
