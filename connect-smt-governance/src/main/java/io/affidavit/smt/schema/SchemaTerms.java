/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.SchemaRange;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holds what a document says of schemas against what is known of versions. */
public final class SchemaTerms {

    private SchemaTerms() {}

    /** One sentence for each fault, then what to do; names of the document, no values. */
    public static List<String> faults(PolicyDocument document) {
        List<String> faults = new ArrayList<>();
        document.schemas().values().stream()
                .sorted(Comparator.comparing(SchemaRange::schema))
                .forEach(range -> fault("schemas." + range.schema(), range, faults));
        return faults;
    }

    /**
     * Checks what no configuration could make up for.
     *
     * @throws PolicyException if the document says nothing of schemas, or something that cannot be
     */
    static void check(PolicyDocument document) {
        if (document.schemas().isEmpty()) {
            throw new PolicyException(
                    fault("schemas", "it is not there, and this transform acts on nothing else. Add it"));
        }
        faults(document).stream().findFirst().ifPresent(fault -> {
            throw new PolicyException(fault);
        });
    }

    @SuppressWarnings("UnusedException") // the fault is told with its place instead
    private static void fault(String place, SchemaRange range, List<String> faults) {
        VersionRange accept;
        try {
            accept = VersionRange.parse(range.accept());
        } catch (IllegalArgumentException e) {
            faults.add(fault(
                    place + ".accept",
                    "no version satisfies it, or it has no upper bound, so that versions from the future would pass. Write bounds "
                            + "separated by blanks, such as >=1.0 <2"));
            return;
        }
        if (range.target().isEmpty()) {
            return;
        }
        SchemaVersion target = SchemaVersion.of(range.target());
        if (target == null || !accept.contains(target)) {
            faults.add(
                    fault(place + ".target", "accept does not contain it. Accept it, or migrate to another version"));
        }
    }

    static String fault(String place, String what) {
        return "Cannot use policy: " + place + ": " + what + ".";
    }
}
