/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.row.CanonicalRow;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;

/**
 * The Merkle root over the rows of one data file, in file order. Hand it every row as it is written; when the file is
 * closed, {@link #root} and {@link #count} go into the commit's statement. Not thread-safe.
 */
public final class FileEvidence {

    private final CanonicalRow rows;
    private final MessageDigest leafDigest = Sha256.newDigest();
    private final MerkleTree tree = new MerkleTree();

    /**
     * Begins an empty file.
     *
     * @param schema the schema the rows are written with
     */
    public FileEvidence(Schema schema) {
        this.rows = new CanonicalRow(schema);
    }

    /** Adds the next row, in the schema's column order. The row is not kept. */
    public void leaf(StructLike row) {
        rows.updateLeafHash(row, leafDigest);
        tree.addFinished(leafDigest);
    }

    /** Adds the next row as {@link #leaf(StructLike)} does, and returns its leaf hash. */
    public byte[] add(StructLike row) {
        rows.updateLeafHash(row, leafDigest);
        byte[] hash = leafDigest.digest();
        tree.add(hash);
        return hash;
    }

    /** Adds the next row by the bytes its fields were encoded to, see {@link CanonicalRow#encodeFields}. */
    public void leaf(byte[] fields, int offset, int length) {
        CanonicalRow.updateLeafHash(fields, offset, length, leafDigest);
        tree.addFinished(leafDigest);
    }

    /** Returns the number of rows so far. */
    public long count() {
        return tree.size();
    }

    /** Returns the root over the rows so far, 64 lower-case hex digits. */
    public String root() {
        return HexFormat.of().formatHex(tree.root());
    }
}
