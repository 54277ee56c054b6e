/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.event.EventConfig;
import io.affidavit.smt.event.EventMapper;
import io.affidavit.smt.reject.Rejector;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Turns rows of a legacy log store (Struct, Map, or JSON as text or bytes) into events of the contract
 * {@code ai.governance.event}, as a mapping file says. Source columns that the mapping does not read become attributes.
 * Of a row that gives several events, each hand-over of a source connector gives one. Tombstones, control records and
 * records that already are events pass unchanged.
 */
public class ToGovernanceEvent<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private final InstantSource clock;
    private Rejector<R> rejector;
    private EventMapper<R> mapper;

    public ToGovernanceEvent() {
        this(Clock.systemUTC());
    }

    ToGovernanceEvent(InstantSource clock) {
        super(EventConfig.keys());
        this.clock = clock;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        AbstractConfig config = new AbstractConfig(config(), configs, false);
        rejector = Rejector.of(config);
        mapper = new EventMapper<>(EventConfig.of(config), rejector, clock);
    }

    @Override
    public R apply(R record) {
        return record.value() == null ? record : rejector.guard(record, mapper::map);
    }

    @Override
    protected void metersReady(Meters meters) {
        rejector.metersReady(meters);
        mapper.metersReady(meters);
    }

    @Override
    public void close() {}
}
