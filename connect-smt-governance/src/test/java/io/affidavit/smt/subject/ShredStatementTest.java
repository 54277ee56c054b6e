/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import io.affidavit.smt.seal.Id128;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShredStatementTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void hasTheFormThatIsOnRecord() {
        ShredStatement statement = new ShredStatement(
                TIME,
                "j.doe",
                "DSR-17",
                "subject-keys",
                List.of("1a2b3c4d", "00000001"),
                List.of(new Id128(1, 2), new Id128(3, 4)),
                List.of(new Id128(-1, -2), new Id128(5, 6)));

        Golden.assertMatches(Path.of("src/test/resources/golden/seal/shred.json"), statement.json() + "\n");
    }

    @Test
    void needsANameForEveryKeyOfTheKeyset() {
        assertThatThrownBy(() -> new ShredStatement(TIME, "a", "b", "c", List.of("1"), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
