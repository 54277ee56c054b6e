/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An RFC 6962 Merkle tree of which some leaves are gone. Of each largest subtree that holds nothing else its hash stays, so
 * that whoever has the other leaves can still compute the root. Works leaf by leaf in O(log n) memory besides those hashes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, section 2.1</a>
 */
public final class PrunedTree {

    private final Supplier<Optional<byte[]>> leaves;
    private final List<byte[]> nodes = new ArrayList<>();

    private PrunedTree(Supplier<Optional<byte[]>> leaves) {
        this.leaves = leaves;
    }

    /**
     * What must stay of the leaves that go.
     *
     * @param size number of leaves
     * @param leaves of each leaf, one after the other, its hash if it goes and empty if it stays
     * @return the hashes of the subtrees, from left to right
     */
    public static List<byte[]> nodes(long size, Supplier<Optional<byte[]>> leaves) {
        PrunedTree tree = new PrunedTree(leaves);
        byte[] whole = size == 0 ? null : tree.prune(size);
        if (whole != null) {
            tree.nodes.add(whole);
        }
        return tree.nodes;
    }

    /** The hash of a subtree of {@code size} leaves if all of them go; else null, and what must stay is among the nodes. */
    private byte[] prune(long size) {
        if (size == 1) {
            return leaves.get().orElse(null);
        }
        long split = Long.highestOneBit(size - 1);
        byte[] left = prune(split);
        int place = nodes.size();
        byte[] right = prune(size - split);
        if (left != null && right != null) {
            return MerkleTree.nodeHash(left, right);
        }
        if (left != null) {
            nodes.add(place, left);
        }
        if (right != null) {
            nodes.add(right);
        }
        return null;
    }

    /**
     * The root of a tree, computed from what is left of it.
     *
     * @param size number of its leaves, those that are gone included
     * @param gone the leaves that are gone, ascending
     * @param nodes what stayed of them, see {@link #nodes}
     * @param kept gives the hashes of the others one after the other
     * @return 32 bytes
     * @throws IllegalArgumentException when there are other nodes than {@code gone} asks for
     */
    public static byte[] root(long size, List<LeafRange> gone, List<byte[]> nodes, Supplier<byte[]> kept) {
        if (size == 0) {
            return new MerkleTree().root();
        }
        Rebuilding rebuilding = new Rebuilding(gone.iterator(), nodes.iterator(), kept);
        byte[] root = rebuilding.hash(0, size);
        if (rebuilding.nodes.hasNext()) {
            throw new IllegalArgumentException(
                    "Cannot compute root: there are more nodes than subtrees that are gone.");
        }
        return root;
    }

    private static final class Rebuilding {
        private final Iterator<LeafRange> ranges;
        private final Iterator<byte[]> nodes;
        private final Supplier<byte[]> kept;
        private LeafRange range;

        Rebuilding(Iterator<LeafRange> ranges, Iterator<byte[]> nodes, Supplier<byte[]> kept) {
            this.ranges = ranges;
            this.nodes = nodes;
            this.kept = kept;
        }

        byte[] hash(long from, long to) {
            while ((range == null || range.to() <= from) && ranges.hasNext()) {
                range = ranges.next();
            }
            if (range != null && range.from() <= from && range.to() >= to) {
                if (!nodes.hasNext()) {
                    throw new IllegalArgumentException(
                            "Cannot compute root: there are fewer nodes than subtrees that are gone.");
                }
                return nodes.next();
            }
            if (to - from == 1) {
                return kept.get();
            }
            long split = from + Long.highestOneBit(to - from - 1);
            byte[] left = hash(from, split);
            return MerkleTree.nodeHash(left, hash(split, to));
        }
    }
}
