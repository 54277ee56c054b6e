/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.hash.InclusionProof;
import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.TrustedKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.StructLike;

/**
 * Checks an export with nothing but the export and trusted keys: every statement is signed, the hold is the signed one, and each
 * record is in the tree that a signed statement attests, is what its canonical bytes say, and is one the hold is about. That no
 * record was left out cannot be seen from an export.
 */
public final class ExportCheck {

    private static final int MOST_FINDINGS = 100;

    /**
     * What came of it.
     *
     * @param records that were read
     * @param findings what does not hold, at most the first 100; empty when everything does
     */
    public record Result(long records, List<String> findings) {

        public Result {
            findings = List.copyOf(findings);
        }
    }

    private final Path directory;
    private final ExportManifest manifest;
    private final List<String> findings = new ArrayList<>();
    private final Map<Integer, LeafRow> rows = new HashMap<>();
    private final Map<Integer, Predicate<StructLike>> tests = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private long records;

    private ExportCheck(Path directory, ExportManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /**
     * Checks the export in {@code directory}.
     *
     * @throws IllegalArgumentException when it holds no complete export
     * @throws UncheckedIOException when it cannot be read
     */
    public static Result run(Path directory, TrustedKeys trusted) {
        try {
            return new ExportCheck(directory, ExportManifest.read(directory)).run(trusted);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read export", e);
        }
    }

    private Result run(TrustedKeys trusted) throws IOException {
        ExportStatements statements = new ExportStatements(manifest, trusted, findings::add);
        statements.read(directory.resolve(HoldExport.STATEMENTS));
        MessageDigest digest = Sha256.newDigest();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new DigestInputStream(Files.newInputStream(directory.resolve(HoldExport.RECORDS)), digest),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records++;
                String fault = fault(line, statements);
                if (fault != null && findings.size() < MOST_FINDINGS) {
                    findings.add("record " + records + ": " + fault);
                }
            }
        }
        if (records != manifest.records()) {
            findings.add("there are " + records + " records, the manifest says " + manifest.records());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(manifest.sha256())) {
            findings.add("the records are not those of the manifest");
        }
        return new Result(records, findings);
    }

    @SuppressWarnings("UnusedException") // a parser's message may hold content
    private String fault(String line, ExportStatements statements) {
        try {
            return fault((Map<?, ?>) JsonText.parse(line), statements);
        } catch (InvalidJsonException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return "it cannot be read";
        }
    }

    private String fault(Map<?, ?> line, ExportStatements statements) {
        String path = String.valueOf(line.get("file"));
        StatedFile attested = statements.attested(path);
        if (attested == null) {
            return "no statement of the export attests its file";
        }
        if (!(line.get("path") instanceof List<?> proof) || !(line.get("index") instanceof Long row)) {
            return "it has no proof";
        }
        if (!seen.add(path + "#" + row)) {
            return "it is there twice";
        }
        byte[] leaf = Base64.getDecoder().decode((String) line.get("leaf"));
        AttestedFile file = attested.file();
        List<byte[]> siblings = proof.stream()
                .map(sibling -> HexFormat.of().parseHex((String) sibling))
                .toList();
        if (row >= file.records()
                || !new InclusionProof(row, file.records(), siblings)
                        .verify(MerkleTree.leafHash(leaf), HexFormat.of().parseHex(file.root()))) {
            return "it is not in the tree of its file";
        }
        return meaning(line, leaf, attested.schemaId());
    }

    private String meaning(Map<?, ?> line, byte[] leaf, int schemaId) {
        if (manifest.schema(schemaId) == null) {
            return "the manifest lacks the schema of its file";
        }
        LeafRow reader = rows.computeIfAbsent(schemaId, id -> new LeafRow(manifest.schema(id)));
        StructLike stored = reader.read(leaf);
        if (!JsonText.parse(JsonText.write(reader.json(stored))).equals(line.get("record"))) {
            return "what it shows is not what was archived";
        }
        Predicate<StructLike> test = tests.computeIfAbsent(
                schemaId, id -> HoldPredicate.parse(manifest.where()).ofRows(manifest.schema(id)));
        return test.test(stored) ? null : "the hold is not about it";
    }
}
