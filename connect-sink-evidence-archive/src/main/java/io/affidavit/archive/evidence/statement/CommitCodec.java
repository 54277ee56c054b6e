/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The fields of a {@link CommitStatement}. Its subject are the files it adds. */
final class CommitCodec {

    private CommitCodec() {}

    static void encode(CommitStatement statement, ObjectNode json) {
        json.put("predicateType", CommitStatement.PREDICATE_TYPE);
        FileCodec.encodeSubject(statement.files(), json.putArray("subject"));
        ObjectNode predicate = json.putObject("predicate");
        HeadCodec.encodeLink(statement, predicate);
        predicate
                .put("connector", statement.connector())
                .put("task", statement.task())
                .put("lineage", statement.lineage())
                .put("schemaId", statement.schemaId())
                .put("rowEncoding", CommitStatement.ROW_ENCODING);
        ArrayNode ranges = predicate.putArray("ranges");
        statement.ranges().forEach(range -> encode(range, ranges.addObject()));
        FileCodec.encode(statement.files(), predicate.putArray("files"));
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

    static CommitStatement decode(JsonNode json, JsonNode predicate) {
        Json.require(
                CommitStatement.ROW_ENCODING.equals(Json.text(predicate, "rowEncoding")),
                "its row encoding is not " + CommitStatement.ROW_ENCODING);
        Map<String, String> digests = FileCodec.digests(json);
        List<AttestedFile> files = Json.items(Json.array(predicate, "files"), file -> FileCodec.decode(file, digests));
        FileCodec.requireAll(files.size(), digests);
        return new CommitStatement(
                Json.text(predicate, "tableUuid"),
                Json.text(predicate, "connector"),
                Math.toIntExact(Json.number(predicate, "task")),
                Json.text(predicate, "lineage"),
                HeadCodec.decodePrevious(predicate),
                Instant.parse(Json.text(predicate, "createdAt")),
                Json.text(predicate, "commitId"),
                Math.toIntExact(Json.number(predicate, "schemaId")),
                Json.items(Json.array(predicate, "ranges"), CommitCodec::decodeRange),
                files);
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
                Json.items(
                        Json.array(json, "unexplained"),
                        span -> new OffsetSpan(Json.number(span, "from"), Json.number(span, "to"))),
                Json.truth(json, "anchored"));
    }
}
