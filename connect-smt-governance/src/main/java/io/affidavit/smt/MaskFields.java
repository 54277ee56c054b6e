/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.walk.MaskSettings;
import io.affidavit.smt.walk.RecordWalk;
import io.affidavit.smt.walk.RefusedException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Finds sensitive content anywhere in a record, protects it and tags the record, in one walk. Strings, JSON inside strings,
 * numbers and bytes of Struct, Map and array values are scanned; what is found is redacted, shortened, replaced by a keyed
 * pseudonym, or dropped, and counted in the headers {@code gov.sensitivity} and {@code gov.findings}. Records without
 * findings, tombstones and control records pass as they are.
 */
public class MaskFields<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    /** Every key of this transform. */
    public static final ConfigKeys KEYS =
            ConfigKeys.of(Stream.concat(MaskSettings.keys().stream(), Rejector.keys().stream())
                    .toList());

    private final UnaryOperator<R> step = this::mask;
    private RecordWalk<R> walk;
    private Rejector<R> rejector;
    private volatile Meter found = Meters.none().counter("records-sensitive", "");

    public MaskFields() {
        super(KEYS);
    }

    @Override
    public void configure(Map<String, ?> props) {
        AbstractConfig config = new AbstractConfig(KEYS.toConfigDef(), props, false);
        walk = new RecordWalk<>(MaskSettings.of(config));
        rejector = Rejector.of(config);
    }

    @Override
    protected void metersReady(Meters meters) {
        found = meters.counter("records-sensitive", "Records in which sensitive content was found.");
        rejector.metersReady(meters);
    }

    @Override
    public R apply(R record) {
        return rejector.guard(record, step);
    }

    // identity is the question: a record without findings is returned itself
    @SuppressWarnings("ReferenceEquality")
    private R mask(R record) {
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
    public void close() {
        // nothing is held open
    }
}
