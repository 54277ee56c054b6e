/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import java.security.MessageDigest;
import java.util.List;

/**
 * The sibling hashes that lead from one leaf to the root, nearest the leaf first.
 *
 * @param index position of the leaf, from 0
 * @param treeSize number of leaves in the tree
 * @param path sibling hashes of 32 bytes each
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3">RFC 9162, section 2.1.3</a>
 */
public record InclusionProof(long index, long treeSize, List<byte[]> path) {

    public InclusionProof {
        if (index < 0 || index >= treeSize) {
            throw new IllegalArgumentException("Cannot hold proof: leaf " + index + " of " + treeSize + ".");
        }
        path = path.stream().map(byte[]::clone).toList();
    }

    /** Says whether the leaf of this hash, at this position, is in the tree of this root. */
    public boolean verify(byte[] leafHash, byte[] root) {
        long node = index;
        long last = treeSize - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.nodeHash(sibling, hash);
                // the last node of an odd level is carried up unhashed until it meets a left sibling
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }
}
