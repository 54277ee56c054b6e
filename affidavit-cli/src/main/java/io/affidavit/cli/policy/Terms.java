/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.smt.schema.SchemaTerms;
import io.affidavit.smt.walk.MaskingTerms;
import java.util.ArrayList;
import java.util.List;

/** Holds what a document says of masking and of schemas against what the transforms know: labels, paths and versions. */
final class Terms {

    private Terms() {}

    /** One sentence for each fault, then what to do; names of the document, no values. */
    static List<String> faults(PolicyDocument document) {
        List<String> faults = new ArrayList<>(MaskingTerms.faults(document));
        faults.addAll(SchemaTerms.faults(document));
        return faults;
    }
}
