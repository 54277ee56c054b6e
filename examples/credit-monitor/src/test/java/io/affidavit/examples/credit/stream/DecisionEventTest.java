/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.core.contract.EventContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionEventTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Decision> DECISIONS = new DecisionStream(1, 50_000).decisions();

    @Test
    void saysWhatWasDecided() throws IOException {
        Decision decision = DECISIONS.stream()
                .filter(each -> each.sex().equals("F"))
                .findFirst()
                .orElseThrow();
        JsonNode event = JSON.readTree(DecisionEvent.json(decision));
        assertThat(event.at("/operation").asText()).isEqualTo("credit_decision");
        assertThat(event.at("/event_time").asLong()).isEqualTo(decision.time().toEpochMilli());
        assertThat(event.at("/model/request_model").asText())
                .isEqualTo(decision.model().text());
        assertThat(event.at("/decision/decision_outcome").asText())
                .isEqualTo(decision.approved() ? "approved" : "denied");
        assertThat(event.at("/decision/subject_attributes/sex").asText()).isEqualTo("F");
    }

    @Test
    void isAnEventOfTheContract() throws IOException {
        JsonNode schema = JSON.readTree(EventContract.jsonSchema());
        for (Decision decision : DECISIONS.subList(0, 50)) {
            JsonNode event = JSON.readTree(DecisionEvent.json(decision));
            assertThat(schema.path("required")).allMatch(name -> event.hasNonNull(name.asText()));
            event.properties().forEach(member -> {
                JsonNode known = schema.path("properties").path(member.getKey());
                assertThat(known.isMissingNode()).as(member.getKey()).isFalse();
                if (member.getValue().isObject()) {
                    member.getValue()
                            .fieldNames()
                            .forEachRemaining(
                                    name -> assertThat(known.path("properties").has(name))
                                            .as(member.getKey() + "." + name)
                                            .isTrue());
                }
            });
        }
    }

    @Test
    void namesNoSexThatWasNotDeclared() throws IOException {
        Decision undeclared = DECISIONS.stream()
                .filter(each -> each.sex().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(JSON.readTree(DecisionEvent.json(undeclared))
                        .at("/decision/subject_attributes")
                        .has("sex"))
                .isFalse();
    }

    @Test
    void hasAnIdOfItsOwn() {
        assertThat(DECISIONS.stream().map(DecisionEventTest::id).distinct().count())
                .isEqualTo(DECISIONS.size());
    }

    private static String id(Decision decision) {
        try {
            return JSON.readTree(DecisionEvent.json(decision)).path("event_id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
