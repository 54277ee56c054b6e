/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.adopt.SortedLeaves.Leaf;
import io.affidavit.archive.evidence.hash.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedLeavesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} rows, {1} in memory, {2} runs at once")
    @CsvSource({"0, 4, 2", "3, 4, 2", "4, 4, 2", "5, 4, 2", "1000, 4, 3", "1000, 7, 2", "1000, 1, 10", "1000, 5000, 3"})
    void givesBackEveryRowInOrder(int rows, int capacity, int fan) throws IOException {
        // Given hashes of which some are equal
        SplittableRandom random = new SplittableRandom(17);
        List<String> given = new ArrayList<>();
        List<String> found = new ArrayList<>();

        // When
        try (SortedLeaves leaves = new SortedLeaves(capacity, fan, directory)) {
            for (int row = 0; row < rows; row++) {
                byte[] hash = Sha256.of(new byte[] {(byte) random.nextInt(100)});
                leaves.add(hash, row % 3, row);
                given.add(HexFormat.of().formatHex(hash) + " " + row % 3 + " " + row);
            }
            try (SortedLeaves.Reader reader = leaves.open()) {
                for (Leaf leaf = reader.next(); leaf != null; leaf = reader.next()) {
                    found.add(leaf.hash() + " " + leaf.file() + " " + leaf.row());
                }
            }
        }

        // Then
        assertThat(found).containsExactlyInAnyOrderElementsOf(given);
        assertThat(found.stream().map(leaf -> leaf.substring(0, 64))).isSorted();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsItsFilesToItself() throws IOException {
        try (SortedLeaves leaves = new SortedLeaves(1, 2, directory)) {
            leaves.add(Sha256.of(new byte[0]), 0, 0);

            try (var made = Files.list(directory)) {
                assertThat(made)
                        .singleElement()
                        .satisfies(own -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                                .isEqualTo("rwx------"));
            }
        }
    }
}
