/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.identity.EventIds;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A decision as an event of the contract, in JSON. */
public final class DecisionEvent {
    /** What the policy's monitors look for. */
    public static final String OPERATION = "credit_decision";

    private static final String CATEGORY = "model_call";
    private static final String SYSTEM = "credit-desk";
    private static final String INSTANCE = "example";
    private static final String ENTITY = "decisions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionEvent() {}

    /** UTF-8 bytes. */
    public static byte[] json(Decision decision) {
        try {
            return JSON.writeValueAsBytes(event(decision));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write a decision as JSON", e);
        }
    }

    private static Map<String, Object> event(Decision decision) {
        String key = String.format(Locale.ROOT, "D-%08d", decision.number());
        String entity = EventIds.entityId(SYSTEM, INSTANCE, ENTITY, key);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", EventIds.eventId(entity, CATEGORY, 0, null));
        event.put("entity_id", entity);
        event.put("category", CATEGORY);
        event.put("operation", OPERATION);
        event.put("event_time", decision.time().toEpochMilli());
        event.put("observed_time", decision.observed().toEpochMilli());
        event.put("tenant_id", "northbank");
        event.put("schema_version", EventContract.VERSION);
        event.put(
                "identity",
                Map.of(
                        "application_id",
                        SYSTEM,
                        "environment",
                        "production",
                        "end_user_id",
                        "applicant-" + Integer.toString(decision.number() * 7 + 11, 36),
                        "service_account_id",
                        decision.fault().filter(Fault.AFTER_HOURS::equals).isPresent() ? "batch-export" : "desk"));
        event.put(
                "model",
                Map.of(
                        "provider", "in-house",
                        "request_model", decision.model().text(),
                        "model_version", decision.version()));
        event.put("decision", outcome(decision));
        event.put("usage", Map.of("latency_ms", decision.latencyMillis(), "cost", "0.0004", "currency", "EUR"));
        event.put("operational", Map.of("status", "ok", "producer_name", SYSTEM, "producer_version", "5.2.0"));
        event.put("lifecycle", Map.of("retention_class", "credit-decision", "legal_hold", false));
        event.put(
                "source",
                Map.of("system", SYSTEM, "instance", INSTANCE, "entity", ENTITY, "key", key, "coverage", "complete"));
        return event;
    }

    private static Map<String, Object> outcome(Decision decision) {
        double score = Math.round(decision.score() * 10_000) / 10_000.0;
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("score", score);
        outcome.put("confidence", Math.max(score, 1 - score));
        outcome.put("explanation_json", "{\"reason\":\"" + decision.reason() + "\"}");
        outcome.put("decision_outcome", decision.approved() ? "approved" : "denied");
        outcome.put(
                "subject_attributes",
                decision.sex().isEmpty()
                        ? Map.of("age_band", decision.ageBand())
                        : Map.of("age_band", decision.ageBand(), "sex", decision.sex()));
        return outcome;
    }
}
