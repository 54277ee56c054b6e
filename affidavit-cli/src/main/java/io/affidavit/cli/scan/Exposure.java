/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.smt.scan.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scan found.
 *
 * @param source as the user named it
 * @param records how many were looked at
 * @param unreadable how many of these hold bytes that are no text
 * @param complete whether these were all records there are
 * @param minimumScore findings below were not counted
 * @param exposed in the order of label, path and tenant
 * @param labelRecords how many records hold something of a label, by its id
 */
record Exposure(
        String source,
        long records,
        long unreadable,
        boolean complete,
        int minimumScore,
        List<Exposed> exposed,
        Map<String, Long> labelRecords) {

    Exposure {
        exposed = List.copyOf(exposed);
        labelRecords = Map.copyOf(labelRecords);
    }

    /** Findings by label, for all tenants. */
    Map<String, Long> findingsByLabel() {
        Map<String, Long> findings = new TreeMap<>();
        exposed.forEach(each -> findings.merge(each.label(), each.findings(), Long::sum));
        return findings;
    }

    /** Findings by tenant and label. */
    Map<String, Map<String, Long>> findingsByTenant() {
        Map<String, Map<String, Long>> findings = new TreeMap<>();
        exposed.forEach(each -> findings.computeIfAbsent(each.tenant(), tenant -> new TreeMap<>())
                .merge(each.label(), each.findings(), Long::sum));
        return findings;
    }

    /** Whether anything of this level or a higher one stands readable. */
    boolean reaches(Sensitivity level) {
        return exposed.stream().anyMatch(each -> each.level().compareTo(level) >= 0);
    }
}
