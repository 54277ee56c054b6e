/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.policy.Enforcer;
import io.affidavit.smt.reject.Rejector;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Holds each record against a policy: allows, logs, escalates or blocks it, decides how it is kept, and stamps policy,
 * version, verdict and every rule that fired. A blocked record is quarantined, never lost. Tombstones and control records
 * pass.
 */
public class EnforcePolicy<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private final InstantSource clock;
    private Rejector<R> rejector;
    private Enforcer<R> enforcer;

    public EnforcePolicy() {
        this(Clock.systemUTC());
    }

    EnforcePolicy(InstantSource clock) {
        super(Enforcer.keys());
        this.clock = clock;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        AbstractConfig config = new AbstractConfig(config(), configs, false);
        rejector = Rejector.of(config);
        enforcer = Enforcer.open(config, rejector, clock);
    }

    @Override
    public R apply(R record) {
        return record.value() == null ? record : rejector.guard(record, enforcer::enforce);
    }

    @Override
    protected void metersReady(Meters meters) {
        rejector.metersReady(meters);
        enforcer.metersReady(meters);
    }

    @Override
    public void close() {
        if (enforcer != null) {
            enforcer.close();
        }
    }
}
