/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.metrics.Meters;
import io.affidavit.smt.policysource.InForce;
import io.affidavit.smt.policysource.Ruling;
import java.util.Objects;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * The walks of a transform and what they share. Safe for use by many threads.
 *
 * @param shared open while there are walks
 * @param ruling which walk a record takes
 */
public record Walks<R extends ConnectRecord<R>>(WalkSettings shared, Ruling<RecordWalk<R>> ruling)
        implements AutoCloseable {

    public Walks {
        Objects.requireNonNull(shared, "shared");
        Objects.requireNonNull(ruling, "ruling");
    }

    /** One walk for all records. Takes the settings over: they are closed with this, and if they cannot be used. */
    public static <R extends ConnectRecord<R>> Walks<R> always(WalkSettings settings) {
        settings.start();
        return new Walks<>(settings, Ruling.always(new RecordWalk<R>(settings)));
    }

    /** @throws io.affidavit.core.policy.PolicyException if there is a policy and it is too old to be relied on */
    InForce<RecordWalk<R>> at(Long timestamp) {
        return ruling.at(timestamp);
    }

    void metersReady(Meters meters) {
        ruling.metersReady(meters);
    }

    @Override
    public void close() {
        ruling.close();
        shared.close();
    }
}
