/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.policy.PolicyRef;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.connect.header.Headers;

/**
 * The fields of the event contract that repeat a decision, so that the archive keeps it where headers are lost.
 *
 * @param lifecycle whether to write how the record is kept
 * @param decision whether to write policy, rule and verdict, where the event has no verdict of its producer's own
 */
record EventFields(boolean lifecycle, boolean decision) {

    private static final EventGroup LIFECYCLE = new EventGroup("lifecycle");
    private static final EventGroup DECISION = new EventGroup("decision");

    /**
     * @param stamped the headers with the decision
     * @param policy that decided
     */
    Object write(Object value, Headers stamped, CompiledPolicy policy, Decision what) {
        Object written = value;
        if (lifecycle && !what.kept().equals(Kept.UNDECIDED)) {
            written = LIFECYCLE.with(written, kept(value, stamped, policy, what.kept()));
        }
        if (decision && DECISION.read(value, "policy_id") == null && DECISION.read(value, "verdict") == null) {
            written = DECISION.with(written, decided(policy.ref(), what));
        }
        return written;
    }

    private static Map<String, Object> kept(Object value, Headers stamped, CompiledPolicy policy, Kept kept) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (kept.retention() != null) {
            fields.put("retention_class", kept.retention());
            // a date of another class must not stay
            fields.put("retention_until", until(value, policy, kept.retention()));
        }
        put(fields, "replay_permission", kept.replay());
        put(fields, "residency_region", kept.residency());
        if (kept.hold().held()) {
            SortedSet<String> matters = new TreeSet<>();
            if (LIFECYCLE.read(value, "legal_hold_ids") instanceof Collection<?> before) {
                before.forEach(matter -> matters.add(String.valueOf(matter)));
            }
            add(matters, kept.hold());
            add(matters, LegalHold.parse(GovHeaders.text(stamped, GovHeaders.LEGAL_HOLD)));
            fields.put("legal_hold", true);
            fields.put("legal_hold_ids", List.copyOf(matters));
        }
        return fields;
    }

    /** The last day as ISO 8601; null for ever, and where the event does not say when it was. */
    private static String until(Object value, CompiledPolicy policy, String retention) {
        return EventTime.day(value)
                .flatMap(day -> policy.keptUntil(retention, day))
                .map(LocalDate::toString)
                .orElse(null);
    }

    private static Map<String, Object> decided(PolicyRef ref, Decision what) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("policy_id", ref.id());
        fields.put("policy_version", ref.version().text());
        fields.put("verdict", what.verdict().text());
        if (what.decisive() != null) {
            fields.put("policy_rule_id", what.decisive().rule());
            put(
                    fields,
                    "verdict_reason",
                    what.decisive().message().isEmpty() ? null : what.decisive().message());
        }
        return fields;
    }

    private static void add(SortedSet<String> matters, LegalHold hold) {
        if (hold instanceof LegalHold.Held held) {
            matters.addAll(held.matters());
        }
    }

    private static void put(Map<String, Object> fields, String name, String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
