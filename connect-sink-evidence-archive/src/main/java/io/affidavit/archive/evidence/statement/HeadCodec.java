/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What several kinds of statement have in common: head, links, terms. */
final class HeadCodec {

    private HeadCodec() {}

    /** Writes the predicate type and the head; returns the predicate. */
    static ObjectNode encode(StatementHead head, Statement statement, String type, ObjectNode json) {
        json.put("predicateType", type);
        ObjectNode predicate = json.putObject("predicate");
        predicate.put("by", head.by());
        encodeLink(statement, predicate);
        return predicate;
    }

    static StatementHead decode(JsonNode predicate) {
        return new StatementHead(
                Json.text(predicate, "tableUuid"),
                Json.text(predicate, "by"),
                decodePrevious(predicate),
                Instant.parse(Json.text(predicate, "createdAt")),
                Json.text(predicate, "commitId"));
    }

    /** Writes what ties a statement of any kind to its table and its predecessor. */
    static void encodeLink(Statement statement, ObjectNode predicate) {
        predicate
                .put("tableUuid", statement.tableUuid())
                .put("sequence", statement.sequence())
                .put("createdAt", statement.createdAt().toString())
                .put("commitId", statement.commitId());
        statement
                .previous()
                .ifPresent(previous -> predicate
                        .putObject("previous")
                        .put("path", previous.path())
                        .put("sha256", previous.sha256()));
    }

    static Optional<StatementRef> decodePrevious(JsonNode predicate) {
        long sequence = Json.number(predicate, "sequence");
        JsonNode previous = predicate.get("previous");
        Json.require(
                sequence >= 1 && (previous == null) == (sequence == 1),
                "its sequence and its previous statement differ");
        return Optional.ofNullable(previous)
                .map(ref -> new StatementRef(Json.text(ref, "path"), Json.text(ref, "sha256"), sequence - 1));
    }

    static void encode(StatementRef ref, ObjectNode json) {
        json.put("path", ref.path()).put("sha256", ref.sha256()).put("sequence", ref.sequence());
    }

    static StatementRef decodeRef(JsonNode json) {
        return new StatementRef(Json.text(json, "path"), Json.text(json, "sha256"), Json.number(json, "sequence"));
    }

    static void encode(Map<String, String> texts, ObjectNode json) {
        texts.forEach(json::put);
    }

    static Map<String, String> decodeTexts(JsonNode json) {
        Map<String, String> texts = new TreeMap<>();
        json.fieldNames().forEachRemaining(name -> texts.put(name, Json.text(json, name)));
        return Collections.unmodifiableMap(texts);
    }
}
