/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.smt.policysource.InForce;
import io.affidavit.smt.reject.Rejector;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/** A transform that walks whole records with the scanner; how it is configured decides what it does to them. */
public abstract class ScanTransformation<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private final ConfigKeys keys;
    private final Function<AbstractConfig, Walks<R>> opening;
    private final UnaryOperator<R> step = this::scan;
    private Walks<R> walks;
    private Rejector<R> rejector;
    private volatile Meter found = Meter.NONE;

    protected ScanTransformation(ConfigKeys keys, Function<AbstractConfig, Walks<R>> opening) {
        super(keys);
        this.keys = keys;
        this.opening = opening;
    }

    @Override
    public final void configure(Map<String, ?> props) {
        AbstractConfig config = new AbstractConfig(keys.toConfigDef(), props, false);
        rejector = Rejector.of(config);
        walks = opening.apply(config);
    }

    @Override
    protected final void metersReady(Meters meters) {
        found = meters.counter("records-sensitive", "Records in which sensitive content was found.");
        rejector.metersReady(meters);
        walks.metersReady(meters);
    }

    @Override
    public final R apply(R record) {
        return record.value() == null ? record : rejector.guard(record, step);
    }

    @SuppressWarnings("UnusedException") // the rule says it
    private R scan(R record) {
        InForce<RecordWalk<R>> walk;
        try {
            walk = walks.at(record.timestamp());
        } catch (PolicyException e) {
            return rejector.reject(record, PolicySources.STALE, null);
        }
        return scan(walk.stamped(record), walk.terms());
    }

    // identity is the question: a record without findings is returned itself
    @SuppressWarnings("ReferenceEquality")
    private R scan(R record, RecordWalk<R> walk) {
        try {
            R result = walk.apply(record);
            if (result != record) {
                found.add(1);
            }
            return result;
        } catch (RefusedException e) {
            return rejector.reject(record, e.rule(), e.path());
        }
    }

    @Override
    public final void close() {
        if (walks != null) {
            walks.close();
        }
    }
}
