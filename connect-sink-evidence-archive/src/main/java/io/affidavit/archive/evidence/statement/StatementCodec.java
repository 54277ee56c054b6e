/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A {@link CommitStatement} as an in-toto Statement v1 in canonical JSON, and back. */
final class StatementCodec {

    /** The in-toto statement type. */
    static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

    private StatementCodec() {}

    static byte[] encode(CommitStatement statement) {
        ObjectNode json = Json.object();
        json.put("_type", STATEMENT_TYPE).put("predicateType", CommitStatement.PREDICATE_TYPE);
        ArrayNode subject = json.putArray("subject");
        statement.files().forEach(file -> {
            ObjectNode item = subject.addObject().put("name", file.path());
            item.putObject("digest").put("sha256", file.sha256());
        });
        ObjectNode predicate = json.putObject("predicate");
        predicate
                .put("tableUuid", statement.tableUuid())
                .put("connector", statement.connector())
                .put("task", statement.task())
                .put("lineage", statement.lineage())
                .put("sequence", statement.sequence())
                .put("createdAt", statement.createdAt().toString())
                .put("commitId", statement.commitId())
                .put("schemaId", statement.schemaId())
                .put("rowEncoding", CommitStatement.ROW_ENCODING);
        statement
                .previous()
                .ifPresent(previous -> predicate
                        .putObject("previous")
                        .put("path", previous.path())
                        .put("sha256", previous.sha256()));
        ArrayNode ranges = predicate.putArray("ranges");
        statement.ranges().forEach(range -> encode(range, ranges.addObject()));
        ArrayNode files = predicate.putArray("files");
        statement.files().forEach(file -> encode(file, files.addObject()));
        return Json.canonical(json);
    }

    private static void encode(OffsetRange range, ObjectNode json) {
        json.put("topic", range.topic())
                .put("partition", range.partition())
                .put("from", range.from())
                .put("to", range.to())
                .put("anchored", range.anchored())
                .put("archived", range.fates().archived())
                .put("quarantined", range.fates().quarantined())
                .put("deadLettered", range.fates().deadLettered())
                .put("tombstones", range.fates().tombstones())
                .put("controls", range.fates().controls())
                .put("elsewhere", range.fates().elsewhere())
                .put("gapsExplained", range.fates().gapsExplained())
                .put("gapsUnexplained", range.fates().gapsUnexplained());
        ArrayNode unexplained = json.putArray("unexplained");
        range.unexplained()
                .forEach(
                        span -> unexplained.addObject().put("from", span.from()).put("to", span.to()));
    }

    private static void encode(AttestedFile file, ObjectNode json) {
        json.put("path", file.path())
                .put("length", file.length())
                .put("records", file.records())
                .put("root", file.root());
        ObjectNode partition = json.putObject("partition");
        file.partition().forEach(partition::put);
    }

    /**
     * Reads a statement.
     *
     * @throws MalformedEvidenceException when it is not one of this predicate type, or contradicts itself
     */
    @SuppressWarnings("UnusedException") // their messages are kept, their causes could quote content
    static CommitStatement decode(byte[] bytes) {
        JsonNode json = Json.parse(bytes, "statement");
        require(STATEMENT_TYPE.equals(Json.text(json, "_type")), "it is no in-toto Statement v1");
        require(
                CommitStatement.PREDICATE_TYPE.equals(Json.text(json, "predicateType")),
                "its predicate type is not " + CommitStatement.PREDICATE_TYPE);
        JsonNode predicate = Json.member(json, "predicate");
        require(
                CommitStatement.ROW_ENCODING.equals(Json.text(predicate, "rowEncoding")),
                "its row encoding is not " + CommitStatement.ROW_ENCODING);
        try {
            return decode(predicate, digests(Json.array(json, "subject")));
        } catch (DateTimeException e) {
            throw new MalformedEvidenceException("Cannot read statement: createdAt is not a time.");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedEvidenceException("Cannot read statement: " + e.getMessage());
        }
    }

    private static CommitStatement decode(JsonNode predicate, Map<String, String> digests) {
        List<AttestedFile> files = items(Json.array(predicate, "files"), file -> decodeFile(file, digests));
        require(files.size() == digests.size(), "its subject and its files differ");
        return new CommitStatement(
                Json.text(predicate, "tableUuid"),
                Json.text(predicate, "connector"),
                Math.toIntExact(Json.number(predicate, "task")),
                Json.text(predicate, "lineage"),
                previous(predicate),
                Instant.parse(Json.text(predicate, "createdAt")),
                Json.text(predicate, "commitId"),
                Math.toIntExact(Json.number(predicate, "schemaId")),
                items(Json.array(predicate, "ranges"), StatementCodec::decodeRange),
                files);
    }

    private static Optional<StatementRef> previous(JsonNode predicate) {
        long sequence = Json.number(predicate, "sequence");
        JsonNode previous = predicate.get("previous");
        require(
                sequence >= 1 && (previous == null) == (sequence == 1),
                "its sequence and its previous statement differ");
        return Optional.ofNullable(previous)
                .map(ref -> new StatementRef(Json.text(ref, "path"), Json.text(ref, "sha256"), sequence - 1));
    }

    private static Map<String, String> digests(JsonNode subject) {
        Map<String, String> digests = new HashMap<>();
        for (JsonNode item : subject) {
            digests.put(Json.text(item, "name"), Json.text(Json.member(item, "digest"), "sha256"));
        }
        require(digests.size() == subject.size(), "its subject names a file twice");
        return digests;
    }

    private static OffsetRange decodeRange(JsonNode json) {
        return new OffsetRange(
                Json.text(json, "topic"),
                Math.toIntExact(Json.number(json, "partition")),
                Json.number(json, "from"),
                Json.number(json, "to"),
                new OffsetFates(
                        Json.number(json, "archived"),
                        Json.number(json, "quarantined"),
                        Json.number(json, "deadLettered"),
                        Json.number(json, "tombstones"),
                        Json.number(json, "controls"),
                        Json.number(json, "elsewhere"),
                        Json.number(json, "gapsExplained"),
                        Json.number(json, "gapsUnexplained")),
                items(
                        Json.array(json, "unexplained"),
                        span -> new OffsetSpan(Json.number(span, "from"), Json.number(span, "to"))),
                Json.truth(json, "anchored"));
    }

    private static AttestedFile decodeFile(JsonNode json, Map<String, String> digests) {
        String path = Json.text(json, "path");
        require(digests.containsKey(path), "its subject and its files differ");
        Map<String, String> partition = new TreeMap<>();
        JsonNode values = Json.member(json, "partition");
        values.fieldNames().forEachRemaining(name -> partition.put(name, Json.text(values, name)));
        return new AttestedFile(
                path,
                Json.number(json, "length"),
                digests.get(path),
                Json.number(json, "records"),
                Json.text(json, "root"),
                partition);
    }

    private static <T> List<T> items(JsonNode array, Function<JsonNode, T> decoder) {
        return StreamSupport.stream(array.spliterator(), false).map(decoder).toList();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new MalformedEvidenceException("Cannot read statement: " + otherwise + ".");
        }
    }
}
