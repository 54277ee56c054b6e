/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageReceiptTest {

    private static final Source SOURCE = new Source("governed", 3);

    private static final ReplayPosition POSITION = new ReplayPosition(
            Optional.of(new Bounds(Map.of(SOURCE, 100L, new Source("governed", 0), 7L))),
            4,
            90,
            12_345,
            Optional.of(new Coordinate(SOURCE, 5)),
            Optional.of(new Coordinate(SOURCE, 99)),
            Optional.of(Outcome.EXPIRED));

    @Test
    void pinsItsBytes() {
        UsageReceipt receipt = new UsageReceipt(Grants.request().approve(), POSITION, Grants.END);

        Golden.assertMatches(Path.of("src/test/resources/golden/replay/receipt.json"), receipt.json());
    }

    @Test
    void hasAnIdThatDependsOnNothingThatTwoRunsDifferIn() {
        String one = new UsageReceipt(Grants.request().approve(), POSITION, Grants.END).id();
        String other = new UsageReceipt(
                        Grants.request().approve(), ReplayPosition.START.ended(Outcome.COMPLETE), Grants.BEGIN)
                .id();
        String another = new UsageReceipt(Grants.request().connector("b").approve(), POSITION, Grants.END).id();

        assertThat(other).isEqualTo(one).hasSize(32);
        assertThat(another).isNotEqualTo(one);
    }

    @Test
    void positionsAreReadAsTheyWereWritten() {
        // As a converter gives small numbers back
        Map<String, Object> stored = new HashMap<>(POSITION.toMap());
        stored.replaceAll((name, value) -> value instanceof Long number ? Integer.valueOf(number.intValue()) : value);

        assertThat(ReplayPosition.of(stored)).isEqualTo(POSITION);
        assertThat(ReplayPosition.of(ReplayPosition.START.toMap())).isEqualTo(ReplayPosition.START);
    }
}
