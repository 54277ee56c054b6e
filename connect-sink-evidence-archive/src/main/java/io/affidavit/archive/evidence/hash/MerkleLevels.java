/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An RFC 6962 Merkle tree with all its nodes, for many proofs of one tree: each takes O(log n). It holds some 100 bytes per leaf.
 *
 * @see MerkleTree MerkleTree, for a root alone
 */
public final class MerkleLevels {

    private final List<List<byte[]>> levels = new ArrayList<>();

    /** @param leafHashes 32 bytes each, at least one */
    public MerkleLevels(List<byte[]> leafHashes) {
        if (leafHashes.isEmpty()) {
            throw new IllegalArgumentException("Cannot prove anything of a tree without leaves.");
        }
        List<byte[]> level = List.copyOf(leafHashes);
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
    }

    private static List<byte[]> above(List<byte[]> level) {
        List<byte[]> above = new ArrayList<>(level.size() / 2 + 1);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(MerkleTree.nodeHash(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            // the last node of an odd level is carried up unhashed
            above.add(level.get(level.size() - 1));
        }
        return above;
    }

    /** The root, 32 bytes. */
    public byte[] root() {
        return levels.get(levels.size() - 1).get(0).clone();
    }

    /**
     * Proves that the leaf at {@code index} is in the tree.
     *
     * @throws IndexOutOfBoundsException when there is no such leaf
     */
    public InclusionProof prove(int index) {
        List<byte[]> path = new ArrayList<>();
        int node = Objects.checkIndex(index, levels.get(0).size());
        for (List<byte[]> level : levels) {
            int sibling = node ^ 1;
            if (sibling < level.size()) {
                path.add(level.get(sibling));
            }
            node >>= 1;
        }
        return new InclusionProof(index, levels.get(0).size(), path);
    }
}
