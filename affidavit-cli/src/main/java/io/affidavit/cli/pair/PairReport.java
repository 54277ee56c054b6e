/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import io.affidavit.cli.output.Columns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A pairing as text for people and as JSON for programs. Keys are told, content never. */
final class PairReport {

    private final List<String> topics;
    private final Pairing result;

    PairReport(List<String> topics, Pairing result) {
        this.topics = List.copyOf(topics);
        this.result = result;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Events of " + String.join(" and ", topics) + ", live and migrated");
        Columns counts = new Columns(List.of("came", "keys"));
        counts.add(List.of("both ways", result.pairs()));
        counts.add(List.of("live only", result.liveOrphans()));
        counts.add(List.of("migrated only", result.migratedOrphans()));
        text.append(counts.text());
        result.keyless()
                .forEach((path, count) -> line(
                        text,
                        "  " + Columns.number(count) + " " + path
                                + " events name neither trace and span nor a response: they cannot be paired"));
        if (result.unreadable() > 0) {
            line(text, "  " + Columns.number(result.unreadable()) + " records are no events");
        }
        if (!result.orphans().isEmpty()) {
            Columns orphans = new Columns(List.of("came", "event time", "key"));
            result.orphans()
                    .forEach(orphan ->
                            orphans.add(List.of(orphan.live() ? "live" : "migrated", time(orphan), orphan.key())));
            text.append(orphans.text());
        }
        if (result.unlisted() > 0) {
            line(
                    text,
                    "  " + Columns.number(result.unlisted())
                            + " windows hold too many events to pair by key; repeat with a shorter --pair-window");
        }
        line(text, String.format(Locale.ROOT, "%.4f %% of the keys came both ways.", result.ratio() * 100));
        return text.toString();
    }

    Map<String, Object> document() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topics", topics);
        json.put("pairs", result.pairs());
        json.put("live_only", result.liveOrphans());
        json.put("migrated_only", result.migratedOrphans());
        json.put("keyless_live", result.keyless().getOrDefault("live", 0L));
        json.put("keyless_migrated", result.keyless().getOrDefault("migrated", 0L));
        json.put("unreadable", result.unreadable());
        json.put("unlisted_windows", (long) result.unlisted());
        json.put("ratio", result.ratio());
        json.put("orphans", result.orphans().stream().map(PairReport::orphan).toList());
        return json;
    }

    private static Map<String, Object> orphan(Pairing.Orphan orphan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("came", orphan.live() ? "live" : "migrated");
        json.put("event_time", time(orphan));
        json.put("key", orphan.key());
        return json;
    }

    private static String time(Pairing.Orphan orphan) {
        return Instant.ofEpochMilli(orphan.timeMillis()).toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
