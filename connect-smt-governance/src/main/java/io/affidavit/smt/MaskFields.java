/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.walk.MaskSettings;
import io.affidavit.smt.walk.ScanTransformation;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Finds sensitive content anywhere in a record, protects it and tags the record, in one walk. Strings, JSON inside strings,
 * numbers and bytes of Struct, Map and array values are scanned; what is found is redacted, shortened, replaced by a keyed
 * pseudonym, or dropped, and counted in the headers {@code gov.sensitivity} and {@code gov.findings}. Records without
 * findings, tombstones and control records pass as they are.
 */
public class MaskFields<R extends ConnectRecord<R>> extends ScanTransformation<R> {

    /** Every key of this transform. */
    public static final ConfigKeys KEYS =
            ConfigKeys.of(Stream.concat(MaskSettings.keys().stream(), Rejector.keys().stream())
                    .toList());

    public MaskFields() {
        super(KEYS, MaskSettings::of);
    }
}
