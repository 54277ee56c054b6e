/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    private static final String SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz";

    @Test
    void knowsAtLeastAHundredAndTwentyFamilies() {
        assertThat(DataFile.lines("api-keys.txt")).hasSizeGreaterThanOrEqualTo(120);
    }

    @ParameterizedTest
    @MethodSource("families")
    void findsKeysOfEveryFamily(String family) {
        // Given a random key of each prefix, seeded
        String[] parts = family.split(" ");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
        for (int i = 4; i < parts.length; i++) {
            String key = parts[i] + body(random, parts[1], Integer.parseInt(parts[2]));

            // When
            List<Found> found = Found.in("use " + key + " for it");

            // Then
            assertThat(found).as(parts[i]).extracting(Found::text).containsExactly(key);
            assertThat(found.get(0).label()).startsWith("secret.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "live_stream_of_the_conference_from_2024_in_berlin",
                "secret_of_the_universe_is_42_and_nothing_else_matters",
                "sk-learn-model-version-2-for-everybody-in-the-world",
                "pk_live_abcdefghijklmnop",
                "AKIA",
                "key_value_store_client_for_all_of_the_regions_in_the_world_12345"
            })
    void leavesNamesAndPlaceholdersAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = getPassword()",
                "self.password = password",
                "token = config.token",
                "password = os.environ[\"DB_PASSWORD\"]",
                "String apiKey = System.getenv(\"API_KEY\");",
                "password: ${DB_PASSWORD}",
                "if (password == null) return",
                "password: string"
            })
    void leavesReferencesInCodeAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
                "abcdefghijklmnopqrstuvwxyz0123456789ABCDEF=="
            })
    void findsTokensThatANameShows(String token) {
        assertThat(Found.in("aws_secret_access_key = " + token)).containsExactly(new Found("secret.token", token));
    }

    static List<String> families() {
        return DataFile.lines("api-keys.txt");
    }

    private static String body(RandomGenerator random, String alphabet, int length) {
        int symbols = alphabet.equals("upper") ? 36 : SYMBOLS.length();
        List<Character> body = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            body.add(
                    alphabet.equals("hex")
                            ? "0123456789abcdef".charAt(random.nextInt(16))
                            : SYMBOLS.charAt(random.nextInt(symbols)));
        }
        StringBuilder text = new StringBuilder();
        body.forEach(text::append);
        return text.toString();
    }
}
