/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.cli.output.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where every offset ended, as text for people and as JSON for programs. */
final class LedgerReport {

    private static final List<String> FATES = List.of(
            "archived",
            "quarantined",
            "dead-lettered",
            "tombstones",
            "control",
            "elsewhere",
            "explained gaps",
            "unexplained gaps");

    private LedgerReport() {}

    static String text(Map<SourcePartition, OffsetAccount> accounts) {
        StringBuilder text = new StringBuilder(String.format("%nWhere every offset ended%n"));
        Columns ends = new Columns(titles(FATES));
        accounts.forEach((source, account) -> {
            List<Object> cells = cells(source, account.from(), account.to());
            cells.addAll(counts(account.fates()));
            ends.add(cells);
        });
        text.append(ends.text());
        text.append(gaps(accounts));
        accounts.forEach((source, account) -> account.unanchored()
                .forEach(offset -> text.append(String.format(
                        "  %s-%d was resumed at offset %d without the record before, which had gone from the topic%n",
                        source.topic(), source.partition(), offset))));
        return text.toString();
    }

    private static String gaps(Map<SourcePartition, OffsetAccount> accounts) {
        if (accounts.values().stream().allMatch(account -> account.fates().gapsUnexplained() == 0)) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format("%nUnexplained gaps%n"));
        Columns gaps = new Columns(titles(List.of("offsets")));
        accounts.forEach((source, account) -> account.unexplained().forEach(span -> {
            List<Object> cells = cells(source, span.from(), span.to());
            cells.add(span.length());
            gaps.add(cells);
        }));
        text.append(gaps.text());
        accounts.forEach((source, account) -> {
            if (account.unlocated() > 0) {
                text.append(String.format(
                        "  and %s offsets of %s-%d whose place no statement keeps%n",
                        Columns.number(account.unlocated()), source.topic(), source.partition()));
            }
        });
        return text.toString();
    }

    private static List<String> titles(List<String> more) {
        List<String> titles = new ArrayList<>(List.of("lineage", "topic", "partition", "from", "to"));
        titles.addAll(more);
        return titles;
    }

    private static List<Object> cells(SourcePartition source, long from, long to) {
        return new ArrayList<>(List.of(source.lineage(), source.topic(), source.partition(), from, to));
    }

    private static List<Long> counts(OffsetFates fates) {
        return List.of(
                fates.archived(),
                fates.quarantined(),
                fates.deadLettered(),
                fates.tombstones(),
                fates.controls(),
                fates.elsewhere(),
                fates.gapsExplained(),
                fates.gapsUnexplained());
    }

    static List<Map<String, Object>> json(Map<SourcePartition, OffsetAccount> accounts) {
        List<Map<String, Object>> json = new ArrayList<>();
        accounts.forEach((source, account) -> json.add(json(source, account)));
        return json;
    }

    private static Map<String, Object> json(SourcePartition source, OffsetAccount account) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lineage", source.lineage());
        json.put("topic", source.topic());
        json.put("partition", source.partition());
        json.put("from", account.from());
        json.put("to", account.to());
        List<Long> counts = counts(account.fates());
        for (int i = 0; i < FATES.size(); i++) {
            json.put(FATES.get(i).replace('-', '_').replace(' ', '_'), counts.get(i));
        }
        json.put(
                "unexplained",
                account.unexplained().stream().map(LedgerReport::json).toList());
        json.put("resumed_unanchored", account.unanchored());
        return json;
    }

    private static Map<String, Object> json(OffsetSpan span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", span.from());
        json.put("to", span.to());
        return json;
    }
}
