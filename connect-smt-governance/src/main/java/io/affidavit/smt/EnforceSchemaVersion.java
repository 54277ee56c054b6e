/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.schema.SchemaGate;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Lets only records of accepted schema versions pass, brings older ones to a target version by declared migrations, checks
 * payloads against a contract, and stamps what passes with {@code gov.schema=name:version}. Reads the version from a Connect
 * schema, a field (Struct, Map or JSON text) or a header, and what is accepted from the configuration or a policy document. Versions from the future never pass. Tombstones and control
 * records do.
 */
public class EnforceSchemaVersion<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private final InstantSource clock;
    private Rejector<R> rejector;
    private SchemaGate<R> gate;

    public EnforceSchemaVersion() {
        this(Clock.systemUTC());
    }

    EnforceSchemaVersion(InstantSource clock) {
        super(SchemaGate.keys());
        this.clock = clock;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        AbstractConfig config = new AbstractConfig(config(), configs, false);
        rejector = Rejector.of(config);
        gate = new SchemaGate<>(config, rejector, clock);
    }

    @Override
    public R apply(R record) {
        return record.value() == null ? record : rejector.guard(record, gate::pass);
    }

    @Override
    protected void metersReady(Meters meters) {
        rejector.metersReady(meters);
        gate.metersReady(meters);
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.close();
        }
    }
}
