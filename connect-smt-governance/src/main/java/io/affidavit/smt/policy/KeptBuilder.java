/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.policy.LifecycleRule;
import io.affidavit.core.tags.LegalHold;
import java.util.TreeSet;

/** Puts together what several lifecycle rules say: the first word counts, and holds add up. */
final class KeptBuilder {

    private final TreeSet<String> holds = new TreeSet<>();
    private String retention;
    private String replay;
    private String owner;
    private String residency;
    private boolean any;

    void add(LifecycleRule rule) {
        any = true;
        retention = first(retention, rule.retention());
        replay = first(replay, rule.replay());
        owner = first(owner, rule.owner());
        residency = first(residency, rule.residency());
        holds.addAll(rule.holds());
    }

    Kept build() {
        return any
                ? new Kept(retention, LegalHold.parse(String.join(",", holds)), replay, owner, residency)
                : Kept.UNDECIDED;
    }

    private static String first(String earlier, String later) {
        return earlier != null || later.isEmpty() ? earlier : later;
    }
}
