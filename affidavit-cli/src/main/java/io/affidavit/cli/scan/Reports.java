/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Columns;
import io.affidavit.smt.scan.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts scans and comparisons into words. */
final class Reports {

    private Reports() {}

    static Report of(Exposure exposure, Sensitivity level) {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(new Report.Section(
                "By label", List.of("label", "level", "highest score", "findings", "records"), byLabel(exposure)));
        sections.add(
                new Report.Section("By field", List.of("field", "label", "findings", "records"), byField(exposure)));
        if (exposure.exposed().stream().anyMatch(each -> !each.tenant().isEmpty())) {
            sections.add(new Report.Section("By tenant", List.of("tenant", "label", "findings"), byTenant(exposure)));
        }
        return new Report(
                "Exposure of " + exposure.source(),
                List.of(summary(exposure)),
                sections,
                exposure.reaches(level)
                        ? "FOUND: readable content of level " + level.text() + " or higher."
                        : "OK: no readable content of level " + level.text() + " or higher was found.");
    }

    static Report of(Comparison comparison) {
        List<List<?>> rows = new ArrayList<>();
        comparison
                .excesses()
                .forEach(each -> rows.add(
                        List.of(each.kind().toString(), each.label(), each.tenant(), each.inInput(), each.inOutput())));
        List<List<?>> labels = new ArrayList<>();
        Map<String, Long> before = comparison.input().findingsByLabel();
        Map<String, Long> after = comparison.output().findingsByLabel();
        Map<String, Long> all = new TreeMap<>(before);
        all.putAll(after);
        all.keySet()
                .forEach(label ->
                        labels.add(List.of(label, before.getOrDefault(label, 0L), after.getOrDefault(label, 0L))));
        return new Report(
                "Exposure of " + comparison.output().source() + " beside "
                        + comparison.input().source(),
                List.of("input: " + summary(comparison.input()), "output: " + summary(comparison.output())),
                List.of(
                        new Report.Section("Findings", List.of("label", "input", "output"), labels),
                        new Report.Section(
                                "Beyond what the output may show",
                                List.of("kind", "label", "tenant", "input", "output"),
                                rows)),
                comparison.holds()
                        ? "OK: the output shows no more than the input, and nothing that was to be masked."
                        : "WIDENED: the output shows what it may not.");
    }

    private static String summary(Exposure exposure) {
        String records =
                Columns.number(exposure.records()) + (exposure.complete() ? " records, all" : " records, a sample");
        String unreadable = exposure.unreadable() == 0
                ? ""
                : "; " + Columns.number(exposure.unreadable()) + " are no text and were not looked into";
        return records + ", minimum score " + exposure.minimumScore() + unreadable;
    }

    private static List<List<?>> byLabel(Exposure exposure) {
        Map<String, Exposed> labels = new TreeMap<>();
        exposure.exposed().forEach(each -> labels.merge(each.label(), each, Exposed::plus));
        List<List<?>> rows = new ArrayList<>();
        labels.values()
                .forEach(each -> rows.add(List.of(
                        each.label(),
                        each.level().text(),
                        each.highestScore(),
                        each.findings(),
                        exposure.labelRecords().getOrDefault(each.label(), 0L))));
        return rows;
    }

    private static List<List<?>> byField(Exposure exposure) {
        Map<String, Exposed> fields = new TreeMap<>();
        exposure.exposed().forEach(each -> fields.merge(each.path() + "\0" + each.label(), each, Exposed::plus));
        List<List<?>> rows = new ArrayList<>();
        fields.values().forEach(each -> rows.add(List.of(each.path(), each.label(), each.findings(), each.records())));
        return rows;
    }

    private static List<List<?>> byTenant(Exposure exposure) {
        List<List<?>> rows = new ArrayList<>();
        exposure.findingsByTenant()
                .forEach((tenant, labels) -> labels.forEach(
                        (label, findings) -> rows.add(List.of(tenant.isEmpty() ? "(none)" : tenant, label, findings))));
        return rows;
    }
}
