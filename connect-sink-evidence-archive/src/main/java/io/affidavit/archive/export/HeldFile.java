/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.InclusionProof;
import io.affidavit.archive.evidence.hash.MerkleLevels;
import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/** Writes the held rows of one file with their proofs. */
final class HeldFile {

    /** A held row: where it stands in its file, and its canonical bytes in Base64. */
    private record Held(int index, String leaf) {}

    private final String path;
    private final Schema schema;
    private final Optional<StatedFile> attested;

    /**
     * @param schema that the file was written with
     * @param attested empty where no statement attests the file: its rows get no proof then
     */
    HeldFile(String path, Schema schema, Optional<StatedFile> attested) {
        this.path = path;
        this.schema = schema;
        this.attested = attested;
    }

    /**
     * Writes a line for each held row; returns how many there are.
     *
     * @throws UnprovableFileException when the rows are not those that the statement attests
     */
    long write(FileIO io, HoldPredicate predicate, Appendable lines) throws IOException {
        List<byte[]> leafHashes = new ArrayList<>();
        List<Held> held = read(io, predicate, leafHashes);
        if (held.isEmpty()) {
            return 0;
        }
        MerkleLevels tree = new MerkleLevels(leafHashes);
        if (attested.isPresent()
                && !HexFormat.of()
                        .formatHex(tree.root())
                        .equals(attested.get().file().root())) {
            throw new UnprovableFileException(path);
        }
        LeafRow rows = new LeafRow(schema);
        for (Held row : held) {
            lines.append(line(row, tree.prove(row.index()), rows)).append('\n');
        }
        return held.size();
    }

    private List<Held> read(FileIO io, HoldPredicate predicate, List<byte[]> leafHashes) throws IOException {
        Predicate<StructLike> holds = predicate.ofRows(schema);
        CanonicalRow canonical = new CanonicalRow(schema);
        List<Held> held = new ArrayList<>();
        try (CloseableIterable<StructLike> rows = StoredRows.of(io, path, schema)) {
            for (StructLike row : rows) {
                byte[] leaf = canonical.leaf(row);
                if (holds.test(row)) {
                    held.add(new Held(leafHashes.size(), Base64.getEncoder().encodeToString(leaf)));
                }
                leafHashes.add(MerkleTree.leafHash(leaf));
            }
        }
        return held;
    }

    private String line(Held row, InclusionProof proof, LeafRow rows) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", path);
        json.put("index", row.index());
        json.put("leaf", row.leaf());
        if (attested.isPresent()) {
            json.put(
                    "path", proof.path().stream().map(HexFormat.of()::formatHex).toList());
        }
        json.put("record", rows.json(rows.read(Base64.getDecoder().decode(row.leaf()))));
        return JsonText.write(json);
    }
}
