/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.walk.ClassifySettings;
import io.affidavit.smt.walk.ScanTransformation;
import io.affidavit.smt.walk.Walks;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Finds sensitive content anywhere in a record and tags the record, without changing its value: the scanner of
 * {@link MaskFields} alone. Findings are counted in the headers {@code gov.sensitivity} and {@code gov.findings}. Never use
 * both in one chain.
 */
public class ClassifyFields<R extends ConnectRecord<R>> extends ScanTransformation<R> {

    /** Every key of this transform. */
    public static final ConfigKeys KEYS =
            ConfigKeys.of(Stream.concat(ClassifySettings.keys().stream(), Rejector.keys().stream())
                    .toList());

    public ClassifyFields() {
        super(KEYS, config -> Walks.always(ClassifySettings.of(config)));
    }
}
