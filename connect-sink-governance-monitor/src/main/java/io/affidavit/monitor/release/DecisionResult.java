/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a decision, as a record of the results topic. A decision that counts is kept under the place of the record it
 * is about, one that was refused under its own. As JSON:
 *
 * <pre>
 * {"v":1,"outcome":"released","record":"quarantine:0:17","decision":"decisions:0:4","at":1772442847412,
 *  "approver":"a","requester":"b","reason":"text","ticket":"T-1"}
 * {"v":1,"outcome":"refused","rule":"gate.decision.repeated","decision":"decisions:0:5","at":1772442847499}
 * </pre>
 *
 * @param rule why the decision was refused, one of {@link Rules}; null where it counts
 * @param place of the decision
 * @param at timestamp of the decision, in milliseconds
 * @param decision null where it was refused: what it holds then is not repeated
 */
public record DecisionResult(Outcome outcome, String rule, Place place, long at, Decision decision) {

    private static final long VERSION = 1;

    public DecisionResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(place, "place");
        if ((rule == null) != (decision != null) || (rule == null) != (outcome != Outcome.REFUSED)) {
            throw new IllegalArgumentException("A result names either a decision that counts, or a rule.");
        }
    }

    static DecisionResult settled(Decision decision, Place place, long at) {
        Outcome outcome = decision.choice() == Choice.RELEASE ? Outcome.RELEASED : Outcome.REJECTED;
        return new DecisionResult(outcome, null, place, at, decision);
    }

    static DecisionResult refused(String rule, Place place, long at) {
        return new DecisionResult(Outcome.REFUSED, rule, place, at, null);
    }

    /** The record that was decided on; empty where the decision does not count. */
    public Optional<Place> settled() {
        return Optional.ofNullable(decision).map(Decision::record);
    }

    byte[] key() {
        return utf8(decision == null ? "refused:" + place : decision.record().toString());
    }

    byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("outcome", outcome.text());
        if (decision == null) {
            members.put("rule", rule);
        } else {
            members.put("record", decision.record().toString());
        }
        members.put("decision", place.toString());
        members.put("at", at);
        if (decision != null) {
            decision.persons(members);
        }
        return utf8(JsonText.write(members));
    }

    /** Reads a result; empty where the value is none of a version known here. */
    @SuppressWarnings("UnusedException") // what is no result is the other answer
    public static Optional<DecisionResult> parse(byte[] json) {
        try {
            if (JsonText.parse(json) instanceof Map<?, ?> members
                    && Objects.equals(members.get("v"), VERSION)
                    && members.get("decision") instanceof String place
                    && members.get("at") instanceof Long at) {
                return Arrays.stream(Outcome.values())
                        .filter(outcome -> outcome.text().equals(members.get("outcome")))
                        .findFirst()
                        .map(outcome -> of(outcome, members, Place.parse(place), at));
            }
        } catch (InvalidJsonException | IllegalArgumentException | RefusedException e) {
            // falls through
        }
        return Optional.empty();
    }

    private static DecisionResult of(Outcome outcome, Map<?, ?> members, Place place, long at) {
        if (outcome == Outcome.REFUSED) {
            return refused(String.valueOf(members.get("rule")), place, at);
        }
        Decision decision = new Decision(
                Place.parse(String.valueOf(members.get("record"))),
                outcome == Outcome.RELEASED ? Choice.RELEASE : Choice.REJECT,
                (String) members.get("approver"),
                (String) members.get("requester"),
                (String) members.get("reason"),
                (String) members.get("ticket"));
        return settled(decision, place, at);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
