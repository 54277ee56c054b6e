/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.LegalHold;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.connect.header.Headers;

/**
 * The tags that headers carry, typed: {@code sensitivity}, {@code retention_class}, {@code replay}, {@code owner},
 * {@code residency}, {@code schema}, {@code migrated_from} and {@code category} are text and absent without their header;
 * {@code findings} counts by label, {@code legal_hold} is true or false, {@code legal_hold_ids} and {@code rules} are lists,
 * all four always there.
 */
final class TagView extends RecordView {

    private static final List<String> NAMES = List.of(
            "sensitivity",
            "findings",
            "retention_class",
            "legal_hold",
            "legal_hold_ids",
            "replay",
            "owner",
            "residency",
            "schema",
            "migrated_from",
            "category",
            "rules");

    private final Headers headers;

    TagView(Headers headers) {
        this.headers = headers;
    }

    @Override
    Object read(String name) {
        return switch (name) {
            case "sensitivity" -> GovHeaders.text(headers, GovHeaders.SENSITIVITY);
            case "findings" -> findings(GovHeaders.text(headers, GovHeaders.FINDINGS));
            case "retention_class" -> GovHeaders.text(headers, GovHeaders.RETENTION_CLASS);
            case "legal_hold" -> hold().held();
            case "legal_hold_ids" ->
                hold() instanceof LegalHold.Held held ? List.copyOf(new TreeSet<>(held.matters())) : List.of();
            case "replay" -> GovHeaders.text(headers, GovHeaders.REPLAY);
            case "owner" -> GovHeaders.text(headers, GovHeaders.OWNER);
            case "residency" -> GovHeaders.text(headers, GovHeaders.RESIDENCY);
            case "schema" -> GovHeaders.text(headers, GovHeaders.SCHEMA);
            case "migrated_from" -> GovHeaders.text(headers, GovHeaders.MIGRATED_FROM);
            case "category" -> GovHeaders.category(headers);
            case "rules" -> words(GovHeaders.text(headers, GovHeaders.RULES));
            default -> null;
        };
    }

    @Override
    Iterable<String> names() {
        return NAMES;
    }

    private LegalHold hold() {
        return LegalHold.parse(GovHeaders.text(headers, GovHeaders.LEGAL_HOLD));
    }

    /** Counts by label, as {@code pii.email:2,secret.github:1} writes them; a count that is no number counts as 1. */
    private static Map<String, Object> findings(String text) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String entry : words(text)) {
            int colon = entry.lastIndexOf(':');
            String count = colon < 0 ? "" : entry.substring(colon + 1);
            counts.put(
                    colon < 0 ? entry : entry.substring(0, colon),
                    count.matches("\\d{1,18}") ? Long.parseLong(count) : Long.valueOf(1));
        }
        return counts;
    }

    private static List<String> words(String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::trim).toList();
    }
}
