/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {

    private static final String OWN = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["id"],
             "properties": {
               "id": {"type": "string", "pattern": "^[a-z]+$"},
               "size": {"type": "integer", "minimum": 1},
               "kind": {"enum": ["a", "b"]},
               "parts": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}}},
             "additionalProperties": false}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"secret\"} | ",
                "{\"id\":\"secret\",\"size\":3.0,\"kind\":\"b\",\"parts\":[{\"name\":\"x\"}]} | ",
                "{\"id\":\"SECRET-1\"} | id:pattern",
                "{\"size\":3} | id:required",
                "{\"id\":\"secret\",\"size\":0} | size:minimum",
                "{\"id\":\"secret\",\"kind\":\"secret\"} | kind:enum",
                "{\"id\":\"secret\",\"secret\":1} | *:additionalProperties",
                "{\"id\":\"secret\",\"parts\":[{},{\"name\":7}]} | parts[].name:type",
                "[\"secret\"] | *:type"
            })
    void tellsPathAndKeywordAndNoValue(String json, String breach) {
        List<Breach> breaches = Contract.of(OWN).check(JsonText.parse(json));

        assertThat(breaches).extracting(Breach::toString).isEqualTo(breach == null ? List.of() : List.of(breach));
        assertThat(breaches.toString()).doesNotContainIgnoringCase("secret");
    }

    @Test
    void namesRulesInLowerCase() {
        assertThat(new Breach("a", "additionalProperties").rule()).isEqualTo("schema.contract.additional_properties");
        assertThat(new Breach("a", "$ref").rule()).isEqualTo("schema.contract.ref");
        assertThat(new Breach("a", "$").rule()).isEqualTo("schema.contract.other");
    }

    @Test
    void knowsTheContractOfEventsInEveryForm() {
        Contract contract = Contract.of(Contract.EVENT);
        Struct source = new Struct(EventContract.connectSchema().field("source").schema()).put("system", "s");
        Struct event = new Struct(EventContract.connectSchema())
                .put("event_id", "e")
                .put("entity_id", "n")
                .put("category", "prompt")
                .put("event_time", new Date(1))
                .put("observed_time", new Date(2))
                .put("schema_version", "1.0.0")
                .put("source", source);
        Map<String, Object> map = new HashMap<>(Map.of(
                "event_id", "e",
                "entity_id", "n",
                "category", "prompt",
                "event_time", 1L,
                "observed_time", 2L,
                "schema_version", "1.0.0",
                "source", Map.of("system", "s")));
        map.put("usage", null);

        assertThat(contract.check(event)).isEmpty();
        assertThat(contract.check(map)).isEmpty();
        map.put("usage", Map.of("input_tokens", "many"));
        map.remove("event_id");
        assertThat(contract.check(map))
                .extracting(Breach::toString)
                .containsExactlyInAnyOrder("usage.input_tokens:type", "event_id:required");
        assertThat(contract.check(new Struct(event.schema()).put("source", source)))
                .extracting(Breach::toString)
                .contains("event_id:required", "category:required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"strnig\"}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"properties\":{\"a\":{\"pattern\":\"(?=secret)\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"https://example.org/other.json\"}}}",
                "{\"$ref\":\"#/$defs/missing\"}",
                "{\"properties\":",
                "[]",
                "no-such-file.json"
            })
    void refusesWhatIsNoContract(String text) {
        assertThatThrownBy(() -> Contract.of(text))
                .isInstanceOf(ContractException.class)
                .hasNoCause()
                .hasMessageStartingWith("Cannot ")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("example.org");
    }

    @Test
    void readsFilesOfTheWorker(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("own.json"), OWN, StandardCharsets.UTF_8);

        assertThat(Contract.of(file.toString()).check(Map.of("id", "a"))).isEmpty();
    }

    @Test
    void isNotHeldUpByPatterns() {
        Contract contract = Contract.of("{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}");
        long start = System.nanoTime();

        assertThat(contract.check(Map.of("a", "a".repeat(50_000) + "!"))).hasSize(1);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void refusesValuesThatCannotBeJson() {
        Contract contract = Contract.of("{\"type\":\"object\"}");
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);

        assertThat(contract.check(cyclic)).extracting(Breach::keyword).containsExactly("json");
        assertThat(contract.check(Map.of("n", Double.NaN)))
                .extracting(Breach::keyword)
                .containsExactly("json");
        assertThat(contract.check(Map.of(7, "n"))).extracting(Breach::keyword).containsExactly("json");
    }
}
