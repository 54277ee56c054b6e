/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.config;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.yaml.YamlKind;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;

/** The policy of a monitor, as configured. */
public final class PolicyText {

    private PolicyText() {}

    /**
     * Reads a document, or the file that a text names, and makes its monitors ready.
     *
     * @throws IllegalArgumentException if it cannot be used; the message repeats no value of it
     */
    public static Plan plan(String source, PlanSettings settings) {
        PolicyDocument document = PolicyReader.read(YamlKind.inline(source) ? source : PolicyReader.KIND.file(source));
        if (document.monitors().isEmpty()) {
            throw new IllegalArgumentException("Cannot monitor: the policy has no monitors. Add the section monitors.");
        }
        return new Plan(document, settings);
    }
}
