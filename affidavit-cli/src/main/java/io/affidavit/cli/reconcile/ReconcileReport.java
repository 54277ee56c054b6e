/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Columns;
import io.affidavit.core.identity.RowChecksum;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A reconciliation as text for people and as JSON for programs. Keys of rows are told, values never. */
final class ReconcileReport {

    private final Origin origin;
    private final WindowGrid grid;
    private final PositionText positions;
    private final Reconciliation result;

    ReconcileReport(Origin origin, WindowGrid grid, PositionText positions, Reconciliation result) {
        this.origin = origin;
        this.grid = grid;
        this.positions = positions;
        this.result = result;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Rows of " + origin.entity() + " of " + origin.system() + "/" + origin.instance() + " before "
                        + positions.format(result.bound()));
        Columns tiers = new Columns(List.of("tier", "checksum (sum, xor)", "rows"));
        for (TierName tier : TierName.values()) {
            RowChecksum total = result.totals().get(tier);
            tiers.add(List.of(
                    tier.text(), String.format(Locale.ROOT, "%016x %016x", total.sum(), total.xor()), total.count()));
        }
        text.append(tiers.text());
        line(
                text,
                "  " + Columns.number(result.windows()) + " windows, "
                        + Columns.number(result.mismatched().size()) + " differ");
        if (result.quarantined() > 0) {
            line(
                    text,
                    "  " + Columns.number(result.quarantined())
                            + " rows were too large to send: quarantined by reference, counted in topic and archive");
        }
        if (result.refused() > 0) {
            line(
                    text,
                    "  " + Columns.number(result.refused())
                            + " rows are in the archive's quarantine table, counted in archive");
        }
        result.masked()
                .forEach(
                        (tier, count) -> line(
                                text,
                                "  " + Columns.number(count) + " rows of the " + tier.text()
                                        + " carry sensitivity tags: their content may be masked, their hash is of the row as read"));
        result.unreadable().forEach((tier, count) -> {
            if (count > 0) {
                line(text, "  " + Columns.number(count) + " records of the " + tier.text() + " name no source row");
            }
        });
        if (!result.findings().isEmpty()) {
            Columns findings = new Columns(List.of("state", "in", "window", "key"));
            result.findings()
                    .forEach(finding -> findings.add(List.of(
                            finding.state().name(), finding.tier().text(), window(finding.window()), finding.key())));
            text.append(findings.text());
        }
        long unnamed =
                result.counts().values().stream().mapToLong(Long::longValue).sum()
                        - result.findings().size();
        if (unnamed > 0) {
            line(text, "  and " + Columns.number(unnamed) + " more; raise --max-keys to see them");
        }
        if (result.unlisted() > 0) {
            line(
                    text,
                    "  " + Columns.number(result.unlisted())
                            + " differing windows hold too many rows to compare by key; repeat with --until once the others match");
        }
        line(text, result.matches() ? "MATCH: source, topic and archive hold the same rows." : "MISMATCH: " + counts());
        return text.toString();
    }

    private String counts() {
        StringBuilder counts = new StringBuilder();
        for (State state : State.values()) {
            long count = result.counts().getOrDefault(state, 0L);
            if (count > 0) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(Columns.number(count))
                        .append(' ')
                        .append(state);
            }
        }
        return counts.isEmpty() ? "windows differ." : counts + ".";
    }

    /** The report as a JSON object. */
    Map<String, Object> document() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", result.matches() ? "MATCH" : "MISMATCH");
        json.put("system", origin.system());
        json.put("instance", origin.instance());
        json.put("entity", origin.entity());
        json.put("before", positions.format(result.bound()));
        Map<String, Object> tiers = new LinkedHashMap<>();
        for (TierName tier : TierName.values()) {
            RowChecksum total = result.totals().get(tier);
            Map<String, Object> sums = new LinkedHashMap<>();
            sums.put("rows", total.count());
            sums.put("checksum", total.toString());
            sums.put("masked", result.masked().getOrDefault(tier, 0L));
            sums.put("unreadable", result.unreadable().getOrDefault(tier, 0L));
            tiers.put(tier.text(), sums);
        }
        json.put("tiers", tiers);
        json.put("quarantined", result.quarantined());
        json.put("refused", result.refused());
        json.put("windows", (long) result.windows());
        json.put(
                "mismatched_windows",
                result.mismatched().stream().map(this::window).toList());
        json.put("unlisted_windows", (long) result.unlisted());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (State state : State.values()) {
            counts.put(state.name(), result.counts().getOrDefault(state, 0L));
        }
        json.put("counts", counts);
        json.put("findings", result.findings().stream().map(this::finding).toList());
        return json;
    }

    private Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", finding.state().name());
        json.put("tier", finding.tier().text());
        json.put("window", window(finding.window()));
        json.put("key", finding.key());
        return json;
    }

    private String window(long window) {
        return positions.format(grid.startOf(window));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
