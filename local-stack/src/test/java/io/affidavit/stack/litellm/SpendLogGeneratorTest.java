/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpendLogGeneratorTest {
    private static final Instant END = Instant.parse("2026-11-22T06:00:00Z");

    private final SpendLogGenerator generator = new SpendLogGenerator(7, 2_000, END, Duration.ofHours(36));

    @Test
    void repeatsItselfFromItsSeed() {
        assertThat(generator.stream().toList())
                .isEqualTo(new SpendLogGenerator(7, 2_000, END, Duration.ofHours(36))
                        .stream().toList());
        assertThat(generator.row(0)).isNotEqualTo(new SpendLogGenerator(8, 2_000, END, Duration.ofHours(36)).row(0));
    }

    @Test
    void coversItsSpanInOrder() {
        List<LocalDateTime> starts = generator.stream()
                .map(row -> (LocalDateTime) row.columns().get("startTime"))
                .toList();

        assertThat(starts).isSorted();
        assertThat(starts.get(0)).isEqualTo("2026-11-20T18:00:00");
        assertThat(starts.get(1_999)).isEqualTo("2026-11-22T06:00:00");
    }

    @Test
    void namesEachRowOnce() {
        assertThat(generator.stream().map(SpendLog::requestId).distinct()).hasSize(2_000);
    }

    @Test
    void plantsWhatItSaysItPlants() {
        assertThat(generator.stream()).allSatisfy(row -> {
            String content = row.columns().get("messages") + " " + row.columns().get("response");
            // a failed call has no response, and so loses what only its arguments held
            Set<String> expected = row.planted().stream()
                    .filter(value -> row.columns().get("status").equals("success") || content.contains(value))
                    .collect(Collectors.toSet());
            assertThat(expected).isNotEmpty().allMatch(content::contains);
        });
    }

    @Test
    void coversTenantsClassesAndOneHeldCase() {
        assertThat(generator.stream()
                        .map(row -> row.columns().get("organization_id"))
                        .distinct())
                .hasSize(3);
        assertThat(generator.stream()
                        .map(row -> row.columns()
                                .get("request_tags")
                                .toString()
                                .replaceAll("\\[\"retention:([^\"]+)\".*", "$1"))
                        .distinct())
                .containsExactlyInAnyOrder("audit-7y", "standard-1y", "short-30d");
        assertThat(generator.stream()
                        .filter(row -> row.columns().get("metadata").toString().contains(SpendLogGenerator.MATTER)))
                .hasSize(5);
    }

    @Test
    void nestsToolArgumentsAsJsonInsideText() throws Exception {
        // Given
        ObjectMapper json = new ObjectMapper();
        JsonNode response =
                json.readTree(generator.row(0).columns().get("response").toString());

        // When
        JsonNode arguments = json.readTree(response.at("/choices/0/message/tool_calls/0/function/arguments")
                .asText());

        // Then
        String iban = arguments.at("/accounts/0/iban").asText();
        String digits = iban.substring(4) + "1314" + iban.substring(2, 4);
        assertThat(new BigInteger(digits).mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
        assertThat(arguments.at("/person/email").asText()).contains("@");
    }
}
