/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.MaskingRule;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.SchemaRange;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holds what a document says of masking and of schemas against what the transforms know: labels, paths and versions. */
final class Terms {

    private Terms() {}

    /** One sentence for each fault, then what to do; names of the document, no values. */
    static List<String> faults(PolicyDocument document) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < document.masking().size(); i++) {
            masking("masking[" + i + "]", document.masking().get(i), faults);
        }
        document.schemas().values().stream()
                .sorted(Comparator.comparing(SchemaRange::schema))
                .forEach(range -> schema("schemas." + range.schema(), range, faults));
        return faults;
    }

    private static void masking(String place, MaskingRule rule, List<String> faults) {
        if (rule.kind() == MaskingRule.Kind.LABEL) {
            if (!Labels.known(rule.name()) && !Labels.custom(rule.name())) {
                faults.add(fault(
                        place + ".label",
                        "no detector gives such a label. Name one that docs/detection.md lists, the beginning of some, or one under "
                                + Labels.CUSTOM));
            }
        } else if (!path(rule.name())) {
            faults.add(fault(place + ".field", "it is no path. Write names joined by dots"));
        }
    }

    private static void schema(String place, SchemaRange range, List<String> faults) {
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

    private static boolean path(String text) {
        try {
            FieldPath.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String fault(String place, String what) {
        return "Cannot use policy: " + place + ": " + what + ".";
    }
}
