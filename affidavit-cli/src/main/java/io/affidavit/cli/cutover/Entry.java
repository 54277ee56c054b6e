/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a migration's journal: {@code {v, plan, kind, at, by, ...facts}}.
 *
 * @param facts numbers and short texts of that kind
 */
record Entry(String plan, Kind kind, Instant at, String by, Map<String, Object> facts) {

    private static final long VERSION = 1;

    /** What happened. */
    enum Kind {
        /** Source, topic and archive were compared. */
        CHECK,
        /** A step was taken, forward or back. */
        MOVE,
        /** The way back was tried. */
        DRILL;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Entry {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", VERSION);
        json.put("plan", plan);
        json.put("kind", kind.text());
        json.put("at", at.toString());
        json.put("by", by);
        json.put("facts", facts);
        return JsonText.write(json);
    }

    /** Empty for a record that is no entry of this version. */
    static Optional<Entry> parse(String text) {
        try {
            if (JsonText.parse(text) instanceof Map<?, ?> json
                    && Long.valueOf(VERSION).equals(number(json.get("v")))
                    && json.get("plan") instanceof String plan
                    && json.get("kind") instanceof String kind
                    && json.get("at") instanceof String at
                    && json.get("by") instanceof String by
                    && json.get("facts") instanceof Map<?, ?> facts) {
                Map<String, Object> copied = new LinkedHashMap<>();
                facts.forEach((key, value) -> copied.put(String.valueOf(key), value));
                return Optional.of(
                        new Entry(plan, Kind.valueOf(kind.toUpperCase(Locale.ROOT)), Instant.parse(at), by, copied));
            }
        } catch (InvalidJsonException | IllegalArgumentException | DateTimeException e) {
            // not one of ours
        }
        return Optional.empty();
    }

    private static Long number(Object value) {
        return value instanceof Number number ? number.longValue() : null;
    }

    /** A number among the facts, or what stands for none. */
    double fact(String name, double otherwise) {
        return facts.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** A text among the facts. */
    Optional<String> text(String name) {
        return facts.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(facts.get(name));
    }
}
