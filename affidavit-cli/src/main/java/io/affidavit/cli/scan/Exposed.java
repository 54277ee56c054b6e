/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.smt.scan.Sensitivity;

/**
 * What of one label stands readable at one path for one tenant.
 *
 * @param path as {@code mask.fields} takes it, or a place in round brackets
 * @param tenant empty where records name none
 * @param findings how many pieces of content
 * @param records how many records hold some
 * @param highestScore from 1 to 100
 */
record Exposed(
        String label, Sensitivity level, String path, String tenant, long findings, long records, int highestScore) {

    /** Both together; where they lie in different records these are counted as such. */
    Exposed plus(Exposed other) {
        return new Exposed(
                label,
                level,
                path,
                tenant,
                findings + other.findings,
                records + other.records,
                Math.max(highestScore, other.highestScore));
    }
}
