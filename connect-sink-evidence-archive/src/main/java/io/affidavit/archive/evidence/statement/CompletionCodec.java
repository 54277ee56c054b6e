/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import java.util.Map;

/** The fields of a {@link CompletionStatement}. Its subject are the files that are gone. */
final class CompletionCodec {

    private CompletionCodec() {}

    static void encode(CompletionStatement completion, ObjectNode json) {
        ArrayNode subject = json.putArray("subject");
        completion.deleted().forEach(file -> FileCodec.subject(file.path(), file.sha256(), subject));
        ObjectNode predicate =
                HeadCodec.encode(completion.head(), completion, CompletionStatement.PREDICATE_TYPE, json);
        HeadCodec.encode(completion.change(), predicate.putObject("change"));
        ArrayNode deleted = predicate.putArray("deleted");
        completion
                .deleted()
                .forEach(file -> deleted.addObject()
                        .put("path", file.path())
                        .put("records", file.records())
                        .put("versions", file.versions()));
        HeadCodec.encode(completion.terms(), predicate.putObject("terms"));
    }

    static CompletionStatement decode(JsonNode json, JsonNode predicate) {
        Map<String, String> digests = FileCodec.digests(json);
        CompletionStatement completion = new CompletionStatement(
                HeadCodec.decode(predicate),
                HeadCodec.decodeRef(Json.member(predicate, "change")),
                Json.items(Json.array(predicate, "deleted"), file -> decode(file, digests)),
                HeadCodec.decodeTexts(Json.member(predicate, "terms")));
        FileCodec.requireAll(completion.deleted().size(), digests);
        return completion;
    }

    private static DeletedFile decode(JsonNode json, Map<String, String> digests) {
        String path = Json.text(json, "path");
        return new DeletedFile(
                path, FileCodec.digest(path, digests), Json.number(json, "records"), Json.number(json, "versions"));
    }
}
