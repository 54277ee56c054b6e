/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.reject.Rejector;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/** A transform that walks whole records with the scanner; how it is configured decides what it does to them. */
public abstract class ScanTransformation<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private final ConfigKeys keys;
    private final Function<AbstractConfig, WalkSettings> settings;
    private final UnaryOperator<R> step = this::scan;
    private RecordWalk<R> walk;
    private Rejector<R> rejector;
    private volatile Meter found = Meter.NONE;

    protected ScanTransformation(ConfigKeys keys, Function<AbstractConfig, WalkSettings> settings) {
        super(keys);
        this.keys = keys;
        this.settings = settings;
    }

    @Override
    public final void configure(Map<String, ?> props) {
        AbstractConfig config = new AbstractConfig(keys.toConfigDef(), props, false);
        rejector = Rejector.of(config);
        walk = new RecordWalk<>(settings.apply(config));
        walk.start();
    }

    @Override
    protected final void metersReady(Meters meters) {
        found = meters.counter("records-sensitive", "Records in which sensitive content was found.");
        rejector.metersReady(meters);
    }

    @Override
    public final R apply(R record) {
        return rejector.guard(record, step);
    }

    // identity is the question: a record without findings is returned itself
    @SuppressWarnings("ReferenceEquality")
    private R scan(R record) {
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
        if (walk != null) {
            walk.close();
        }
    }
}
