/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.pair.PairOptions;
import io.affidavit.cli.pair.Pairing;
import io.affidavit.cli.reconcile.ReconcileOptions;
import io.affidavit.cli.reconcile.Reconciliation;
import io.affidavit.cli.reconcile.State;
import io.affidavit.cli.topic.BrokerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a comparison, and what it finds, as facts for the journal. */
final class ComparisonOptions {

    @Mixin
    private ReconcileOptions reconcile;

    @Mixin
    private PairOptions pair;

    @Option(
            names = "--allow-deleted",
            description = "Rows that the source deleted after they were read, by its retention say, are no mismatch.")
    private boolean allowDeleted;

    /** Filled in by picocli. */
    ComparisonOptions() {}

    /**
     * What a comparison found.
     *
     * @param clean whether nothing is missing, foreign, repeated or late
     * @param text for people
     */
    record Comparison(boolean clean, Map<String, Object> facts, String text) {}

    BrokerOptions broker() {
        return reconcile.broker();
    }

    Comparison compare(Plan plan, Instant now) {
        ReconcileOptions.Outcome outcome = reconcile.compare(20);
        Reconciliation result = outcome.result();
        Duration lag = outcome.oldestMissingMicros()
                .map(micros -> Duration.between(Instant.ofEpochMilli(micros / 1000), now))
                .orElse(Duration.ZERO);
        boolean clean = (result.matches() || (allowDeleted && result.matchesButForDeletions()))
                && lag.compareTo(plan.maxLag()) <= 0;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("clean", clean);
        facts.put("rows", result.sourceRows());
        facts.put("windows", (long) result.windows());
        facts.put("mismatched_windows", (long) result.mismatched().size());
        facts.put("missing", result.count(State.MISSING_IN_TOPIC) + result.count(State.MISSING_IN_ARCHIVE));
        facts.put("extra", result.count(State.EXTRA));
        facts.put("duplicate", result.count(State.DUPLICATE));
        facts.put("revised", result.count(State.REVISED));
        facts.put("deleted_at_source", result.count(State.DELETED_AT_SOURCE));
        facts.put("quarantined", result.quarantined() + result.refused());
        facts.put("lag_ms", lag.toMillis());
        if (pair.isGiven()) {
            Pairing pairing = pair.pair(reconcile.topics(), 0);
            facts.put("pairs", pairing.pairs());
            facts.put("live_only", pairing.liveOrphans());
            facts.put("migrated_only", pairing.migratedOrphans());
            facts.put("paired", pairing.unlisted() == 0 ? pairing.ratio() : 0.0);
        }
        return new Comparison(clean, facts, outcome.text());
    }
}
