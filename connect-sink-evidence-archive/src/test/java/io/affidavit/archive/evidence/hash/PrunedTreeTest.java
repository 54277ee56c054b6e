/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrunedTreeTest {

    private static final double[] SHARES = {0, 0.02, 0.5, 0.98, 1};

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leafHash(("row " + i).getBytes(UTF_8)))
                .toList();
    }

    private static List<byte[]> nodes(List<byte[]> leaves, boolean[] gone) {
        int[] next = {0};
        return PrunedTree.nodes(leaves.size(), () -> {
            int i = next[0]++;
            return gone[i] ? Optional.of(leaves.get(i)) : Optional.empty();
        });
    }

    private static List<LeafRange> ranges(boolean[] gone) {
        List<LeafRange> ranges = new ArrayList<>();
        for (int i = 0; i < gone.length; i++) {
            int from = i;
            while (i < gone.length && gone[i]) {
                i++;
            }
            if (i > from) {
                ranges.add(new LeafRange(from, i));
            }
        }
        return ranges;
    }

    private static byte[] root(List<byte[]> leaves, boolean[] gone, List<byte[]> nodes) {
        Iterator<byte[]> kept = IntStream.range(0, leaves.size())
                .filter(i -> !gone[i])
                .mapToObj(leaves::get)
                .iterator();
        byte[] root = PrunedTree.root(leaves.size(), ranges(gone), nodes, kept::next);
        assertThat(kept).isExhausted();
        return root;
    }

    private static boolean[] random(int size, double share, long seed) {
        Random random = new Random(seed);
        boolean[] gone = new boolean[size];
        for (int i = 0; i < size; i++) {
            gone[i] = random.nextDouble() < share;
        }
        return gone;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 100, 1_000})
    void findsTheRootOfWhatWasThereWhateverIsGone(int size) {
        List<byte[]> leaves = leaves(size);
        for (double share : SHARES) {
            boolean[] gone = random(size, share, size);

            List<byte[]> nodes = nodes(leaves, gone);

            assertThat(root(leaves, gone, nodes)).isEqualTo(MerkleTree.root(leaves));
        }
    }

    @Test
    void keepsOneHashOfNeighboursThatAreGoneTogether() {
        List<byte[]> leaves = leaves(1_024);
        boolean[] half = new boolean[1_024];
        java.util.Arrays.fill(half, 512, 1_024, true);

        assertThat(nodes(leaves, half)).containsExactly(MerkleTree.root(leaves.subList(512, 1_024)));
    }

    @Test
    void findsAnotherRootWhenAKeptLeafIsAnother() {
        List<byte[]> leaves = leaves(100);
        boolean[] gone = random(100, 0.3, 7);
        List<byte[]> nodes = nodes(leaves, gone);
        List<byte[]> altered = new ArrayList<>(leaves);
        int kept = IntStream.range(0, 100).filter(i -> !gone[i]).findFirst().orElseThrow();
        altered.set(kept, MerkleTree.leafHash("other".getBytes(UTF_8)));

        assertThat(root(altered, gone, nodes)).isNotEqualTo(MerkleTree.root(leaves));
    }

    @Test
    void refusesTooFewAndTooManyNodes() {
        List<byte[]> leaves = leaves(9);
        boolean[] gone = {false, true, false, false, true, true, false, false, true};
        List<byte[]> nodes = nodes(leaves, gone);
        List<byte[]> more = new ArrayList<>(nodes);
        more.add(leaves.get(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> root(leaves, gone, nodes.subList(1, nodes.size())))
                .withMessageContaining("fewer nodes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> root(leaves, gone, more))
                .withMessageContaining("more nodes");
    }
}
