/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Attested files: name and digest in the statement's subject, the rest in its predicate. */
final class FileCodec {

    private FileCodec() {}

    static void encodeSubject(List<AttestedFile> files, ArrayNode subject) {
        files.forEach(file -> subject(file.path(), file.sha256(), subject));
    }

    static void subject(String path, String sha256, ArrayNode subject) {
        ObjectNode item = subject.addObject().put("name", path);
        item.putObject("digest").put("sha256", sha256);
    }

    static void encode(List<AttestedFile> files, ArrayNode array) {
        files.forEach(file -> {
            ObjectNode json = array.addObject()
                    .put("path", file.path())
                    .put("length", file.length())
                    .put("records", file.records())
                    .put("root", file.root());
            HeadCodec.encode(file.partition(), json.putObject("partition"));
        });
    }

    /** Returns the digests of the statement's subject by name. */
    static Map<String, String> digests(JsonNode statement) {
        JsonNode subject = Json.array(statement, "subject");
        Map<String, String> digests = new HashMap<>();
        for (JsonNode item : subject) {
            digests.put(Json.text(item, "name"), Json.text(Json.member(item, "digest"), "sha256"));
        }
        Json.require(digests.size() == subject.size(), "its subject names a file twice");
        return digests;
    }

    static AttestedFile decode(JsonNode json, Map<String, String> digests) {
        String path = Json.text(json, "path");
        return new AttestedFile(
                path,
                Json.number(json, "length"),
                digest(path, digests),
                Json.number(json, "records"),
                Json.text(json, "root"),
                HeadCodec.decodeTexts(Json.member(json, "partition")));
    }

    static String digest(String path, Map<String, String> digests) {
        String digest = digests.get(path);
        Json.require(digest != null, "its subject and its files differ");
        return digest;
    }

    static void requireAll(int files, Map<String, String> digests) {
        Json.require(files == digests.size(), "its subject and its files differ");
    }
}
