/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The root of an RFC 6962 Merkle tree, built leaf by leaf in O(log n) memory.
 *
 * <p>The stack holds the roots of the perfect subtrees that the leaves so far split into, largest first, exactly one per
 * set bit of the size; adding a leaf merges equal neighbours as a binary counter carries. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, section 2.1</a>
 */
public final class MerkleTree {

    /** Prefix of the bytes hashed for a leaf. */
    public static final byte LEAF_PREFIX = 0x00;

    /** Prefix of the bytes hashed for an inner node. */
    public static final byte NODE_PREFIX = 0x01;

    private static final int MAX_DEPTH = 64;

    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] stack = new byte[MAX_DEPTH * Sha256.LENGTH];
    private int depth;
    private long size;

    /** Hashes the bytes of one leaf: {@code SHA-256(0x00 || leaf)}. */
    public static byte[] leafHash(byte[] leaf) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(LEAF_PREFIX);
        return digest.digest(leaf);
    }

    /**
     * Goes on where another tree stopped.
     *
     * @param size its {@link #size}
     * @param peaks its {@link #peaks}
     * @throws IllegalArgumentException when there are more or fewer peaks than such a tree has
     */
    public static MerkleTree resume(long size, List<byte[]> peaks) {
        if (size < 0
                || peaks.size() != Long.bitCount(size)
                || peaks.stream().anyMatch(peak -> peak.length != Sha256.LENGTH)) {
            throw new IllegalArgumentException("Cannot resume tree of " + size + " leaves: these are not its peaks.");
        }
        MerkleTree tree = new MerkleTree();
        peaks.forEach(peak -> {
            System.arraycopy(peak, 0, tree.stack, tree.depth * Sha256.LENGTH, Sha256.LENGTH);
            tree.depth++;
        });
        tree.size = size;
        return tree;
    }

    /** Returns the root over {@code leafHashes}. */
    public static byte[] root(List<byte[]> leafHashes) {
        MerkleTree tree = new MerkleTree();
        leafHashes.forEach(tree::add);
        return tree.root();
    }

    /**
     * Proves that the leaf at {@code index} is in the tree over {@code leafHashes}.
     *
     * @throws IndexOutOfBoundsException when there is no such leaf
     */
    public static InclusionProof prove(List<byte[]> leafHashes, int index) {
        List<byte[]> path = new ArrayList<>();
        collectPath(leafHashes, leafHashes.get(index), index, path);
        return new InclusionProof(index, leafHashes.size(), path);
    }

    private static void collectPath(List<byte[]> leaves, byte[] leaf, int index, List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        if (index < split) {
            collectPath(left, leaf, index, path);
            path.add(root(right));
        } else {
            collectPath(right, leaf, index - split, path);
            path.add(root(left));
        }
    }

    static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(NODE_PREFIX);
        digest.update(left);
        return digest.digest(right);
    }

    /**
     * Adds the next leaf.
     *
     * @param leafHash 32 bytes, copied
     */
    public void add(byte[] leafHash) {
        if (leafHash.length != Sha256.LENGTH) {
            throw new IllegalArgumentException("Cannot add leaf: its hash has " + leafHash.length + " bytes, not 32.");
        }
        System.arraycopy(leafHash, 0, stack, depth * Sha256.LENGTH, Sha256.LENGTH);
        pushed();
    }

    /** Adds the leaf whose bytes, prefix included, {@code leafDigest} has been fed; allocates nothing. */
    public void addFinished(MessageDigest leafDigest) {
        Sha256.finish(leafDigest, stack, depth * Sha256.LENGTH);
        pushed();
    }

    private void pushed() {
        depth++;
        size++;
        for (long carry = size; (carry & 1) == 0; carry >>= 1) {
            mergeTopTwo(stack, depth);
            depth--;
        }
    }

    /** Returns the number of leaves. */
    public long size() {
        return size;
    }

    /** Returns the roots of the perfect subtrees that the leaves split into, largest first, 32 bytes each. */
    public List<byte[]> peaks() {
        List<byte[]> peaks = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            peaks.add(Arrays.copyOfRange(stack, i * Sha256.LENGTH, (i + 1) * Sha256.LENGTH));
        }
        return peaks;
    }

    /** Returns the root over the leaves so far, 32 bytes; of no leaves, the SHA-256 of nothing. More may be added after. */
    public byte[] root() {
        if (depth == 0) {
            return digest.digest();
        }
        byte[] peaks = stack.clone();
        for (int top = depth; top > 1; top--) {
            mergeTopTwo(peaks, top);
        }
        return Arrays.copyOf(peaks, Sha256.LENGTH);
    }

    private void mergeTopTwo(byte[] nodes, int top) {
        int left = (top - 2) * Sha256.LENGTH;
        digest.update(NODE_PREFIX);
        digest.update(nodes, left, 2 * Sha256.LENGTH);
        Sha256.finish(digest, nodes, left);
    }
}
