/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldRegistryTest {

    @Test
    void digestIsOverTheCanonicalJsonOfTheOpenHolds() {
        List<Hold> open = List.of(hold("case-8", "id > 1", 3), hold("case-7", "tenant_id = 'a\"b'", 1));

        assertThat(HoldRegistry.digest(open))
                .isEqualTo(Sha256.hex(
                        ("[{\"epoch\":1,\"filter\":\"tenant_id = 'a\\\"b'\",\"holdId\":\"case-7\",\"matter\":\"m\"},"
                                        + "{\"epoch\":3,\"filter\":\"id > 1\",\"holdId\":\"case-8\",\"matter\":\"m\"}]")
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(HoldRegistry.digest(List.of()))
                .isEqualTo("4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "case 7", "-7", "a/b", "../x", "case_7"})
    void idsAreNamesOfBranches(String id) {
        assertThat(Hold.isId(id)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> hold(id, "id > 1", 1));
    }

    private static Hold hold(String id, String predicate, long epoch) {
        return new Hold(id, "m", "reason", "by", Instant.EPOCH, HoldPredicate.parse(predicate), epoch);
    }
}
