/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.archive.evidence.hash.InclusionProof;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Json;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proofs as canonical JSON, version {@value #FORMAT}; {@code docs/evidence.md} has every field. */
public final class ProofCodec {

    /** Names the format and its version. */
    public static final String FORMAT = "affidavit.proof.v1";

    private static final int HASH_BYTES = 32;

    private ProofCodec() {}

    /** The proof's bytes. */
    public static byte[] encode(RecordProof proof) {
        ObjectNode json = Json.object();
        json.put("format", FORMAT)
                .put("leaf", proof.leafBase64())
                .put("index", proof.inclusion().index())
                .put("treeSize", proof.inclusion().treeSize())
                .put("file", proof.file());
        ArrayNode path = json.putArray("path");
        proof.inclusion().path().forEach(hash -> path.add(HexFormat.of().formatHex(hash)));
        json.set("statement", Json.parse(proof.envelope().toBytes(), "statement"));
        ObjectNode columns = json.putObject("columns");
        proof.columns().forEach((id, name) -> columns.put(id.toString(), name));
        return Json.canonical(json);
    }

    /**
     * Reads a proof.
     *
     * @throws MalformedEvidenceException when the bytes are none; the message holds none of them
     */
    @SuppressWarnings("UnusedException") // their messages could quote content
    public static RecordProof decode(byte[] bytes) {
        JsonNode json = Json.parse(bytes, "proof");
        Json.require(FORMAT.equals(Json.text(json, "format")), "it is no proof of format " + FORMAT);
        try {
            return new RecordProof(
                    Json.text(json, "leaf"),
                    new InclusionProof(
                            Json.number(json, "index"),
                            Json.number(json, "treeSize"),
                            Json.items(Json.array(json, "path"), ProofCodec::hash)),
                    Json.text(json, "file"),
                    Envelope.parse(Json.canonical(Json.member(json, "statement"))),
                    columns(Json.member(json, "columns")));
        } catch (IllegalArgumentException e) {
            throw new MalformedEvidenceException(
                    "Cannot read proof: a number, hash or Base64 text in it is malformed.");
        }
    }

    private static byte[] hash(JsonNode node) {
        byte[] hash = HexFormat.of().parseHex(node.asText());
        Json.require(hash.length == HASH_BYTES, "a hash of its path has not 32 bytes");
        return hash;
    }

    private static Map<Integer, String> columns(JsonNode json) {
        Map<Integer, String> columns = new TreeMap<>();
        List.copyOf(json.properties())
                .forEach(entry -> columns.put(
                        Integer.valueOf(entry.getKey()), entry.getValue().asText()));
        return columns;
    }
}
