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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaves, roots and paths are those published with the Certificate Transparency implementations of RFC 6962. */
class MerkleTreeTest {

    private static final List<String> PUBLISHED_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> PUBLISHED_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static List<byte[]> publishedLeafHashes(int count) {
        return PUBLISHED_LEAVES.subList(0, count).stream()
                .map(HexFormat.of()::parseHex)
                .map(MerkleTree::leafHash)
                .toList();
    }

    private static List<byte[]> leafHashes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MerkleTree.leafHash(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList();
    }

    static Stream<Integer> publishedSizes() {
        return IntStream.rangeClosed(0, PUBLISHED_LEAVES.size()).boxed();
    }

    @ParameterizedTest
    @MethodSource("publishedSizes")
    void givesThePublishedRoots(int size) {
        byte[] root = MerkleTree.root(publishedLeafHashes(size));

        assertThat(HexFormat.of().formatHex(root)).isEqualTo(PUBLISHED_ROOTS.get(size));
    }

    @ParameterizedTest(name = "leaf {0} of {1}")
    @CsvSource({
        "0, 1, ''",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
                + " 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
                + " 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
                + " ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
                + " d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    })
    void givesThePublishedPaths(int index, int size, String path) {
        InclusionProof proof = MerkleTree.prove(publishedLeafHashes(size), index);

        assertThat(proof.path().stream().map(HexFormat.of()::formatHex))
                .containsExactlyElementsOf(path.isEmpty() ? List.of() : List.of(path.split(" ")));
    }

    @Test
    void goesOnAfterTellingItsRoot() {
        // Given
        MerkleTree tree = new MerkleTree();
        List<byte[]> leaves = publishedLeafHashes(8);
        List<String> roots = new ArrayList<>();

        // When
        roots.add(HexFormat.of().formatHex(tree.root()));
        for (byte[] leaf : leaves) {
            tree.add(leaf);
            roots.add(HexFormat.of().formatHex(tree.root()));
        }

        // Then
        assertThat(roots).isEqualTo(PUBLISHED_ROOTS);
        assertThat(tree.size()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100, 257})
    void provesEveryLeafAndNoOther(int size) {
        List<byte[]> leaves = leafHashes(size);
        byte[] root = MerkleTree.root(leaves);
        byte[] stranger = MerkleTree.leafHash(new byte[] {1, 2, 3});

        for (int i = 0; i < size; i++) {
            InclusionProof proof = MerkleTree.prove(leaves, i);
            assertThat(proof.verify(leaves.get(i), root)).isTrue();
            assertThat(proof.verify(stranger, root)).isFalse();
        }
    }

    @Test
    void refusesAProofForAnotherPlaceOrSize() {
        // Given
        List<byte[]> leaves = leafHashes(100);
        byte[] root = MerkleTree.root(leaves);

        // When
        InclusionProof proof = MerkleTree.prove(leaves, 42);

        // Then
        assertThat(new InclusionProof(43, 100, proof.path()).verify(leaves.get(42), root))
                .isFalse();
        assertThat(new InclusionProof(42, 1000, proof.path()).verify(leaves.get(42), root))
                .isFalse();
        assertThat(new InclusionProof(42, 100, proof.path().subList(1, 7)).verify(leaves.get(42), root))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(100, 100, proof.path()));
    }

    @Test
    void refusesALeafThatIsNoHash() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MerkleTree().add(new byte[31]));
    }
}
