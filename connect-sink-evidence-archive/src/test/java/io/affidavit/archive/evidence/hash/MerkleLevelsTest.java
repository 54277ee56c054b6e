/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleLevelsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 100, 127, 128, 129})
    void provesEveryLeafAsTheTreeDoes(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleTree.leafHash(new byte[] {(byte) i, (byte) (i >> 8)}));
        }

        MerkleLevels levels = new MerkleLevels(leaves);

        assertThat(levels.root()).isEqualTo(MerkleTree.root(leaves));
        for (int i = 0; i < size; i++) {
            InclusionProof proof = levels.prove(i);
            assertThat(proof.path())
                    .usingRecursiveComparison()
                    .isEqualTo(MerkleTree.prove(leaves, i).path());
            assertThat(proof.verify(leaves.get(i), levels.root())).isTrue();
        }
    }

    @Test
    void knowsOnlyItsLeaves() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MerkleLevels(List.of()));
        assertThatThrownBy(() -> new MerkleLevels(List.of(MerkleTree.leafHash(new byte[0]))).prove(1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
