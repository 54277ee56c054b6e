/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.Severity;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON form of incidents, version 1: canonical JSON (RFC 8785), times as ISO-8601 in UTC. Members that are empty and
 * numbers that do not exist are left out. A reader passes over members it does not know, so that later versions can add some.
 */
public final class IncidentJson {

    /** What the member {@code schema} says. */
    public static final String SCHEMA = "affidavit.incident/1";

    private IncidentJson() {}

    /** UTF-8 bytes, the same for the same incident. */
    public static byte[] write(Incident incident) {
        return CanonicalJson.of(members(incident)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidJsonException if it is no incident of version 1; the message holds nothing of it
     */
    public static Incident read(byte[] utf8) {
        return read(JsonText.parse(utf8));
    }

    /**
     * Reads an incident that a converter has parsed already.
     *
     * @throws InvalidJsonException as {@link #read(byte[])}
     */
    @SuppressWarnings("UnusedException") // its message may quote the text
    public static Incident read(Object json) {
        try {
            return incident(JsonMembers.of(json));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidJsonException("the text is no incident of " + SCHEMA);
        }
    }

    private static Map<String, Object> members(Incident incident) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("id", incident.id());
        json.put("state", incident.state().text());
        json.put("provisional", incident.provisional());
        json.put("kind", incident.kind());
        json.put("severity", incident.severity().text());
        text(json, "owner", incident.owner());
        text(json, "monitor", incident.monitor());
        json.put("message", incident.message());
        json.put("rule", rule(incident.rule()));
        json.put(
                "where",
                Map.of(
                        "connector", incident.where().connector(),
                        "topic", incident.where().topic(),
                        "partition", incident.where().partition()));
        json.put("scope", incident.scope());
        json.put(
                "window",
                Map.of(
                        "start", incident.windowStart().toString(),
                        "end", incident.windowEnd().toString()));
        json.put("first_seen", incident.firstSeen().toString());
        json.put("last_seen", incident.lastSeen().toString());
        incident.resolved().ifPresent(time -> json.put("resolved_at", time.toString()));
        json.put("occurrences", incident.occurrences());
        json.put(
                "statistics",
                incident.measures().stream().map(IncidentJson::measure).toList());
        json.put("sample_offsets", incident.offsets());
        return json;
    }

    private static Map<String, Object> rule(Incident.Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        text(json, "policy", rule.policy());
        text(json, "config", rule.config());
        text(json, "profile", rule.profile());
        return json;
    }

    private static Map<String, Object> measure(Measure measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", measure.name());
        text(json, "of", measure.of());
        number(json, "value", measure.value());
        number(json, "threshold", measure.threshold());
        number(json, "p_value", measure.pValue());
        number(json, "low", measure.low());
        number(json, "high", measure.high());
        json.put("n", measure.count());
        json.put("reference_n", measure.referenceCount());
        return json;
    }

    private static void text(Map<String, Object> json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static void number(Map<String, Object> json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }

    private static Incident incident(JsonMembers json) {
        if (!json.text("schema").equals(SCHEMA)) {
            throw new IllegalArgumentException("another schema");
        }
        JsonMembers rule = json.members("rule");
        JsonMembers where = json.members("where");
        JsonMembers window = json.members("window");
        List<Measure> measures = new ArrayList<>();
        json.list("statistics").forEach(each -> measures.add(measure(JsonMembers.of(each))));
        return new Incident(
                json.text("id"),
                Incident.State.valueOf(json.text("state").toUpperCase(Locale.ROOT)),
                json.flag("provisional"),
                json.text("kind"),
                Severity.valueOf(json.text("severity").toUpperCase(Locale.ROOT)),
                json.textOr("owner", ""),
                json.textOr("monitor", ""),
                json.text("message"),
                new Incident.Rule(rule.textOr("policy", ""), rule.textOr("config", ""), rule.textOr("profile", "")),
                new Incident.Where(
                        where.text("connector"), where.text("topic"), Math.toIntExact(where.whole("partition"))),
                json.members("scope").texts(),
                Instant.parse(window.text("start")),
                Instant.parse(window.text("end")),
                Instant.parse(json.text("first_seen")),
                Instant.parse(json.text("last_seen")),
                Optional.of(json.textOr("resolved_at", ""))
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse),
                json.whole("occurrences"),
                measures,
                json.wholes("sample_offsets"));
    }

    private static Measure measure(JsonMembers json) {
        return new Measure(
                json.text("name"),
                json.textOr("of", ""),
                json.number("value"),
                json.number("threshold"),
                json.number("p_value"),
                json.number("low"),
                json.number("high"),
                json.whole("n"),
                json.whole("reference_n"));
    }
}
