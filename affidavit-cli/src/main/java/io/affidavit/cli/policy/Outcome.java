/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.core.tags.LegalHold;
import io.affidavit.smt.policy.CompiledPolicy;
import io.affidavit.smt.policy.Decision;
import io.affidavit.smt.policy.Firing;
import io.affidavit.smt.policy.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a policy decides about a record, as people compare it.
 *
 * @param rules as the {@code gov.rules} header lists them
 * @param kept what the lifecycle rules decide, by the names of their keys; {@code -} where none does
 */
record Outcome(String verdict, List<String> rules, Map<String, Object> kept) {

    private static final String UNDECIDED = "-";

    Outcome {
        rules = List.copyOf(rules);
        kept = Map.copyOf(kept);
    }

    static Outcome of(CompiledPolicy policy, SinkRecord record) {
        Decision decision = policy.decide(record, record.timestamp());
        Kept decided = decision.kept();
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("retention", orUndecided(decided.retention()));
        kept.put("replay", orUndecided(decided.replay()));
        kept.put("owner", orUndecided(decided.owner()));
        kept.put("residency", orUndecided(decided.residency()));
        kept.put(
                "holds",
                decided.hold() instanceof LegalHold.Held held ? List.copyOf(new TreeSet<>(held.matters())) : List.of());
        return new Outcome(
                decision.verdict().text(),
                decision.firings().stream().map(Firing::text).toList(),
                kept);
    }

    /** Verdict and rules, in one cell of a report. */
    String text() {
        return rules.isEmpty() ? verdict : verdict + " (" + String.join(",", rules) + ")";
    }

    private static String orUndecided(String word) {
        return word == null ? UNDECIDED : word;
    }
}
