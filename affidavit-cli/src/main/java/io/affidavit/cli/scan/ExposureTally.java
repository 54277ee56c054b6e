/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.exposure.Finding;
import io.affidavit.smt.exposure.FindingScan;
import io.affidavit.smt.exposure.Findings;
import io.affidavit.smt.scan.Labels;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Scans records one by one and counts what they expose. */
final class ExposureTally implements Consumer<Sampled> {

    /** More places than this are counted together, so that names made of data cannot fill the memory. */
    private static final int MOST_PLACES = 20_000;

    private static final String ELSEWHERE = "(elsewhere)";
    private static final String HIDDEN_TENANT = "(sensitive)";

    private final FindingScan scan;
    private final List<String> tenantPath;
    private final Map<Exposed, Exposed> places = new HashMap<>();
    private final Map<String, Long> labelRecords = new HashMap<>();
    private final Set<Exposed> inRecord = new HashSet<>();
    private final Set<String> labelsInRecord = new HashSet<>();
    private long records;
    private long unreadable;

    /** @param tenant path of the field that names the tenant; null for none */
    ExposureTally(FindingScan scan, FieldPath tenant) {
        this.scan = scan;
        this.tenantPath = tenant == null ? List.of() : tenant.segments();
    }

    long records() {
        return records;
    }

    @Override
    public void accept(Sampled record) {
        records++;
        unreadable += record.unreadable() ? 1 : 0;
        inRecord.clear();
        labelsInRecord.clear();
        String tenant = tenant(record.value());
        count(scan.find(record.value()), "", tenant);
        count(scan.find(record.key()), "(key)", tenant);
        record.headers()
                .forEach(header -> count(
                        scan.find(Collections.singletonMap(header.getKey(), header.getValue())), "(header)", tenant));
    }

    private void count(Findings findings, String prefix, String tenant) {
        if (findings.refused()) {
            count(new Finding("(record)", Labels.BUDGET, 100, 0, 0, true), prefix, tenant);
        }
        findings.found().forEach(finding -> count(finding, prefix, tenant));
    }

    private void count(Finding finding, String prefix, String tenant) {
        String path = finding.path().isEmpty() ? "(value)" : finding.path();
        String shown = prefix.isEmpty() ? path : finding.path().isEmpty() ? prefix : prefix + " " + path;
        Exposed place = place(finding, shown, tenant);
        if (!places.containsKey(place) && places.size() >= MOST_PLACES) {
            place = place(finding, ELSEWHERE, ELSEWHERE);
        }
        boolean first = inRecord.add(place);
        Exposed one = new Exposed(
                place.label(), place.level(), place.path(), place.tenant(), 1, first ? 1 : 0, finding.score());
        places.merge(place, one, Exposed::plus);
        if (labelsInRecord.add(place.label())) {
            labelRecords.merge(place.label(), 1L, Long::sum);
        }
    }

    private static Exposed place(Finding finding, String path, String tenant) {
        return new Exposed(finding.label().id(), finding.label().level(), path, tenant, 0, 0, 0);
    }

    private String tenant(Object value) {
        Object at = tenantPath.isEmpty() ? null : value;
        for (String name : tenantPath) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        if (!(at instanceof String tenant)) {
            return "";
        }
        return scan.find(tenant).found().isEmpty() ? tenant : HIDDEN_TENANT;
    }

    Exposure exposure(String source, boolean complete, int minimumScore) {
        List<Exposed> exposed = places.values().stream()
                .sorted(Comparator.comparing(Exposed::label)
                        .thenComparing(Exposed::path)
                        .thenComparing(Exposed::tenant))
                .toList();
        return new Exposure(source, records, unreadable, complete, minimumScore, exposed, labelRecords);
    }
}
