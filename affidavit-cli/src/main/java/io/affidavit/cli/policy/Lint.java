/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.core.policy.LifecycleRule;
import io.affidavit.core.policy.Monitor;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.PolicyRule;
import io.affidavit.core.policy.RetentionClass;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.sensor.Sensors;
import io.affidavit.smt.policy.CompiledPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said about a document.
 *
 * @param document empty where it cannot be read
 * @param faults why it cannot be used
 * @param notes what it leaves open
 */
record Lint(Optional<PolicyDocument> document, List<String> faults, List<String> notes) {

    Lint {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    static Lint of(String yaml) {
        List<String> faults = PolicyReader.faults(yaml);
        if (!faults.isEmpty()) {
            return new Lint(Optional.empty(), faults, List.of());
        }
        PolicyDocument document = PolicyReader.read(yaml);
        List<String> terms = new ArrayList<>(Terms.faults(document));
        terms.addAll(conditionFaults(document));
        terms.addAll(monitorFaults(document));
        return new Lint(Optional.of(document), terms, notes(document));
    }

    /** Each condition is compiled for itself, so that all faults are told. */
    private static List<String> conditionFaults(PolicyDocument document) {
        List<String> faults = new ArrayList<>();
        for (LifecycleRule rule : document.lifecycle()) {
            compile(only(document, List.of(rule), List.of()), faults);
        }
        for (PolicyRule rule : document.rules()) {
            compile(only(document, List.of(), List.of(rule)), faults);
        }
        return faults;
    }

    /** Each monitor is fitted with its detector, as the connector will do. */
    @SuppressWarnings("ReturnValueIgnored") // only whether it can be made is asked
    private static List<String> monitorFaults(PolicyDocument document) {
        List<String> faults = new ArrayList<>();
        for (Monitor monitor : document.monitors()) {
            try {
                Sensors.of(monitor, document.calendar(), new FieldSet());
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        return faults;
    }

    private static void compile(PolicyDocument document, List<String> faults) {
        try {
            new CompiledPolicy(document);
        } catch (PolicyException e) {
            faults.add(e.getMessage());
        }
    }

    private static PolicyDocument only(PolicyDocument all, List<LifecycleRule> lifecycle, List<PolicyRule> rules) {
        return new PolicyDocument(
                all.ref(),
                all.json(),
                all.description(),
                all.calendar(),
                all.owners(),
                all.audiences(),
                all.retention(),
                all.masking(),
                all.schemas(),
                lifecycle,
                rules,
                all.monitors(),
                all.lists(),
                all.parameters());
    }

    private static List<String> notes(PolicyDocument document) {
        List<String> notes = new ArrayList<>();
        document.retention().values().stream()
                .sorted(Comparator.comparing(RetentionClass::id))
                .forEach(kept -> {
                    if (kept.approval().isEmpty()) {
                        notes.add("retention." + kept.id() + " is approved by nobody. Give it an approval.");
                    }
                });
        for (PolicyRule rule : document.rules()) {
            if (rule.enforced() && rule.owner().isEmpty()) {
                notes.add("rule " + rule.id() + " is enforced and nobody answers for it. Give it an owner.");
            }
        }
        return notes;
    }
}
