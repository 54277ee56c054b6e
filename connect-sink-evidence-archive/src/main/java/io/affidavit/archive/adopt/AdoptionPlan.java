/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import java.util.List;

/**
 * What can be adopted, and what cannot.
 *
 * @param head sequence of the newest statement when the table was read
 * @param schemaId of the schema that the new files were read with
 * @param rewrites that hold the attested rows
 * @param refusals what is in the way; with any, nothing is adopted
 * @param strangers live files that no statement attests and no rewrite brought: adoption is not about them
 */
public record AdoptionPlan(
        long head, int schemaId, List<Rewrite> rewrites, List<Refusal> refusals, List<String> strangers) {

    public AdoptionPlan {
        rewrites = List.copyOf(rewrites);
        refusals = List.copyOf(refusals);
        strangers = List.copyOf(strangers);
    }
}
