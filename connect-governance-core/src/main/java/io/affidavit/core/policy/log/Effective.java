/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.policy.PolicyDocument;
import java.util.Objects;

/**
 * A document and since when it is in force.
 *
 * @param from in milliseconds since 1970, compared with the timestamps of records
 */
public record Effective(long from, PolicyDocument document) {

    public Effective {
        Objects.requireNonNull(document, "document");
    }
}
