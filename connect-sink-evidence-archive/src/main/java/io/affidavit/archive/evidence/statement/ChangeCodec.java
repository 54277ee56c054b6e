/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The fields of a {@link ChangeStatement}. Its subject are the files that left and those that came. */
final class ChangeCodec {

    private ChangeCodec() {}

    static void encode(ChangeStatement change, ObjectNode json) {
        ArrayNode subject = json.putArray("subject");
        FileCodec.encodeSubject(change.removed(), subject);
        FileCodec.encodeSubject(change.added(), subject);
        ObjectNode predicate = HeadCodec.encode(change.head(), change, ChangeStatement.PREDICATE_TYPE, json)
                .put("cause", change.cause().text())
                .put("schemaId", change.schemaId())
                .put("rowEncoding", CommitStatement.ROW_ENCODING)
                .put("holdEpoch", change.holdEpoch());
        FileCodec.encode(change.removed(), predicate.putArray("removed"));
        FileCodec.encode(change.added(), predicate.putArray("added"));
        DerivationCodec.encode(change.derivations(), predicate);
        HeadCodec.encode(change.terms(), predicate.putObject("terms"));
    }

    static ChangeStatement decode(JsonNode json, JsonNode predicate) {
        Json.require(
                CommitStatement.ROW_ENCODING.equals(Json.text(predicate, "rowEncoding")),
                "its row encoding is not " + CommitStatement.ROW_ENCODING);
        Map<String, String> digests = FileCodec.digests(json);
        ChangeStatement change = new ChangeStatement(
                HeadCodec.decode(predicate),
                Json.choice(predicate, "cause", ChangeStatement.Cause.values(), ChangeStatement.Cause::text),
                Math.toIntExact(Json.number(predicate, "schemaId")),
                Json.number(predicate, "holdEpoch"),
                Json.items(Json.array(predicate, "removed"), file -> FileCodec.decode(file, digests)),
                Json.items(Json.array(predicate, "added"), file -> FileCodec.decode(file, digests)),
                DerivationCodec.decode(predicate),
                HeadCodec.decodeTexts(Json.member(predicate, "terms")));
        FileCodec.requireAll(change.removed().size() + change.added().size(), digests);
        return change;
    }
}
