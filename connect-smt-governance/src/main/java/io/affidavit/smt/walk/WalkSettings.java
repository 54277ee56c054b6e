/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.protect.Policy;
import io.affidavit.smt.rules.Detection;
import java.util.List;
import java.util.Objects;

/**
 * Everything that decides how records are walked.
 *
 * @param detection what counts as a finding; closed with the transform
 * @param keys whether record keys are walked
 * @param headers whether headers other than {@code gov.*} and {@code ce_*} are walked
 * @param bytes whether bytes that are UTF-8 text are scanned
 * @param tenantPath names from the root of the value to the tenant; empty for none
 * @param tagsPath names from the root of the value to the list that takes the labels; empty for none
 * @param findingsField where the findings are written one by one
 * @param subjects where records name their subjects, and their keys; closed with the transform
 */
public record WalkSettings(
        Policy policy,
        PathTree paths,
        Budget budget,
        Detection detection,
        boolean keys,
        boolean headers,
        boolean bytes,
        List<String> tenantPath,
        List<String> tagsPath,
        FindingsField findingsField,
        Subjects subjects) {

    public WalkSettings {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(detection, "detection");
        Objects.requireNonNull(findingsField, "findingsField");
        Objects.requireNonNull(subjects, "subjects");
        tenantPath = List.copyOf(tenantPath);
        tagsPath = List.copyOf(tagsPath);
    }

    /** The same means, with other rules. */
    WalkSettings ruledBy(Policy otherPolicy, PathTree otherPaths, FindingsField otherFindingsField) {
        return new WalkSettings(
                otherPolicy,
                otherPaths,
                budget,
                detection,
                keys,
                headers,
                bytes,
                tenantPath,
                tagsPath,
                otherFindingsField,
                subjects);
    }

    /** Makes ready what walks need from elsewhere, so that what is wrong shows before the first record. */
    void start() {
        try {
            subjects.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    void close() {
        detection.close();
        subjects.close();
    }
}
