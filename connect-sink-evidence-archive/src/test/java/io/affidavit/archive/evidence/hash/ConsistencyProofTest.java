/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paths given are those published with the Certificate Transparency implementations of RFC 6962. */
class ConsistencyProofTest {

    private static final int MOST = 40;

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MerkleTree.leafHash(new byte[] {(byte) i}))
                .toList();
    }

    @ParameterizedTest(name = "{0} leaves of {1}")
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    })
    void givesThePublishedPaths(int first, int second, String path) {
        List<byte[]> leaves = List.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .subList(0, second)
                .stream()
                .map(HexFormat.of()::parseHex)
                .map(MerkleTree::leafHash)
                .toList();

        ConsistencyProof proof = ConsistencyProof.prove(leaves, first);

        assertThat(proof.path().stream().map(HexFormat.of()::formatHex))
                .containsExactlyElementsOf(path.isEmpty() ? List.of() : List.of(path.split(" ")));
        assertThat(proof.verify(MerkleTree.root(leaves.subList(0, first)), MerkleTree.root(leaves)))
                .isTrue();
    }

    @Test
    void provesEveryBeginningAndNoOther() {
        for (int second = 0; second <= MOST; second++) {
            List<byte[]> leaves = leaves(second);
            byte[] root = MerkleTree.root(leaves);
            for (int first = 0; first <= second; first++) {
                ConsistencyProof proof = ConsistencyProof.prove(leaves, first);
                byte[] beginning = MerkleTree.root(leaves.subList(0, first));

                assertThat(proof.verify(beginning, root)).isTrue();
                byte[] other = MerkleTree.root(leaves(first + 1));
                assertThat(proof.verify(other, root)).isFalse();
                if (first > 0) {
                    assertThat(proof.verify(beginning, other)).isEqualTo(second == first + 1);
                }
            }
        }
    }

    @Test
    void refusesAPathThatWasChanged() {
        List<byte[]> leaves = leaves(23);
        byte[] beginning = MerkleTree.root(leaves.subList(0, 11));
        byte[] root = MerkleTree.root(leaves);
        ConsistencyProof proof = ConsistencyProof.prove(leaves, 11);

        for (int i = 0; i < proof.path().size(); i++) {
            List<byte[]> flipped = new ArrayList<>();
            proof.path().forEach(hash -> flipped.add(hash.clone()));
            flipped.get(i)[0] ^= 1;
            List<byte[]> shorter = new ArrayList<>(proof.path());
            shorter.remove(i);
            assertThat(new ConsistencyProof(11, 23, flipped).verify(beginning, root))
                    .isFalse();
            assertThat(new ConsistencyProof(11, 23, shorter).verify(beginning, root))
                    .isFalse();
        }
        assertThat(new ConsistencyProof(11, 23, List.of()).verify(beginning, root))
                .isFalse();
        assertThat(new ConsistencyProof(12, 23, proof.path()).verify(beginning, root))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoProof() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(3, 2, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(1, 2, List.of(new byte[31])));
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.prove(leaves(2), 3));
    }

    @Test
    void letsATreeGrowOnFromItsPeaks() {
        List<byte[]> leaves = leaves(MOST);
        for (int first = 0; first <= MOST; first++) {
            MerkleTree begun = new MerkleTree();
            leaves.subList(0, first).forEach(begun::add);

            MerkleTree resumed = MerkleTree.resume(begun.size(), begun.peaks());
            leaves.subList(first, MOST).forEach(resumed::add);

            assertThat(resumed.root()).isEqualTo(MerkleTree.root(leaves));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.resume(3, List.of(new byte[32])));
    }
}
