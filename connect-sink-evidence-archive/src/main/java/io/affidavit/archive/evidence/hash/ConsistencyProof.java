/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hashes that show a tree to be the beginning of a larger one: the larger has the same leaves in the same places, and
 * more.
 *
 * @param first number of leaves of the smaller tree
 * @param second number of leaves of the larger one
 * @param path hashes of 32 bytes each; none when the smaller tree is empty or the trees are of one size
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4">RFC 9162, section 2.1.4</a>
 */
public record ConsistencyProof(long first, long second, List<byte[]> path) {

    public ConsistencyProof {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("Cannot hold proof: " + first + " leaves of " + second + ".");
        }
        if (path.stream().anyMatch(hash -> hash.length != Sha256.LENGTH)) {
            throw new IllegalArgumentException("Cannot hold proof: a hash has not 32 bytes.");
        }
        path = path.stream().map(byte[]::clone).toList();
    }

    /**
     * Proves that the tree over the first leaves is the beginning of the tree over all of them.
     *
     * @throws IllegalArgumentException when there are fewer leaves than that
     */
    public static ConsistencyProof prove(List<byte[]> leafHashes, int first) {
        List<byte[]> path = new ArrayList<>();
        if (first > 0 && first < leafHashes.size()) {
            collect(leafHashes, first, true, path);
        }
        return new ConsistencyProof(first, leafHashes.size(), path);
    }

    /** @param known whether the verifier knows the root over these leaves, because the smaller tree is made of them */
    private static void collect(List<byte[]> leaves, int first, boolean known, List<byte[]> path) {
        if (first == leaves.size()) {
            if (!known) {
                path.add(MerkleTree.root(leaves));
            }
            return;
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (first <= split) {
            collect(left, first, known, path);
            path.add(MerkleTree.root(right));
        } else {
            collect(right, first - split, false, path);
            path.add(MerkleTree.root(left));
        }
    }

    /** Says whether the tree of the first root is the beginning of the tree of the second. */
    public boolean verify(byte[] firstRoot, byte[] secondRoot) {
        if (first == 0 || first == second) {
            byte[] expected = first == 0 ? new MerkleTree().root() : secondRoot;
            return path.isEmpty() && MessageDigest.isEqual(firstRoot, expected);
        }
        boolean perfect = Long.bitCount(first) == 1;
        if (!perfect && path.isEmpty()) {
            return false;
        }
        byte[] smaller = perfect ? firstRoot : path.get(0);
        byte[] larger = smaller;
        long node = first - 1;
        long last = second - 1;
        // what both trees share to the right of is one subtree
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        for (byte[] hash : path.subList(perfect ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                smaller = MerkleTree.nodeHash(hash, smaller);
                larger = MerkleTree.nodeHash(hash, larger);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                larger = MerkleTree.nodeHash(larger, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(smaller, firstRoot) && MessageDigest.isEqual(larger, secondRoot);
    }
}
