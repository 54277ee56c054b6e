/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.MaskingRule;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.smt.scan.Labels;
import java.util.ArrayList;
import java.util.List;

/** Holds what a document says of masking against what is known of labels, paths and audiences. */
public final class MaskingTerms {

    private MaskingTerms() {}

    /** One sentence for each fault, then what to do; names of the document, no values. */
    public static List<String> faults(PolicyDocument document) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < document.masking().size(); i++) {
            fault("masking[" + i + "]", document.masking().get(i), faults);
        }
        return faults;
    }

    /**
     * Checks what no configuration could make up for.
     *
     * @throws PolicyException if the document says nothing of masking, or something that cannot be
     */
    static void check(PolicyDocument document) {
        if (document.masking().isEmpty()) {
            throw new PolicyException(
                    fault("masking", "it is not there, and this transform acts on nothing else. Add it"));
        }
        faults(document).stream().findFirst().ifPresent(fault -> {
            throw new PolicyException(fault);
        });
    }

    /** @throws PolicyException as {@link #check(PolicyDocument)}, and if the document knows no such audience */
    static void check(PolicyDocument document, String audience) {
        check(document);
        if (!audience.equals(MaskingRule.EVERYONE) && !document.audiences().contains(audience)) {
            throw new PolicyException(fault(
                    "audiences",
                    "the one of " + MaskPolicy.AUDIENCE + " is not among them. Add it, or correct "
                            + MaskPolicy.AUDIENCE));
        }
    }

    private static void fault(String place, MaskingRule rule, List<String> faults) {
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

    @SuppressWarnings("UnusedException") // what is no path is an answer
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
