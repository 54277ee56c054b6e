/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.walk.MaskPolicy;
import io.affidavit.smt.walk.MaskSettings;
import io.affidavit.smt.walk.ScanTransformation;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Finds sensitive content anywhere in a record, protects it and tags the record, in one walk. Strings, JSON inside strings,
 * numbers and bytes of Struct, Map and array values are scanned; what is found is redacted, shortened, replaced by a keyed
 * pseudonym, or dropped, and counted in the headers {@code gov.sensitivity} and {@code gov.findings}. What is done can be left
 * to a policy document, whose version every record then names. Tombstones and control records pass as they are, and so do
 * records without findings where no document decides.
 */
public class MaskFields<R extends ConnectRecord<R>> extends ScanTransformation<R> {

    /** Every key of this transform. */
    public static final ConfigKeys KEYS =
            ConfigKeys.of(Stream.of(MaskSettings.keys(), MaskPolicy.keys(), Rejector.keys())
                    .flatMap(List::stream)
                    .toList());

    public MaskFields() {
        this(Clock.systemUTC());
    }

    MaskFields(InstantSource clock) {
        super(KEYS, config -> MaskPolicy.walks(config, clock));
    }
}
