/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.header;
import static io.affidavit.smt.Masking.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.detect.PeopleDetector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors of others, as {@link MaskFields} asks them. */
class DetectorsTest {

    private static final Map<String, String> PEOPLE = Map.of(
            "mask.detectors", "PeopleDetector", "mask.detector.PeopleDetector.people", "Ada Lovelace;Grace Hopper");

    @Test
    void asksTheDetectorsThatAreNamed() {
        SourceRecord result = apply(PEOPLE, null, Map.of("a", "I met Ada Lovelace", "b", "{\"who\":\"Grace Hopper\"}"));

        assertThat(result.value()).isEqualTo(Map.of("a", "I met [PERSON]", "b", "{\"who\":\"[PERSON]\"}"));
        assertThat(header(result, "gov.findings")).isEqualTo("custom.person:2");
        assertThat(header(result, "gov.sensitivity")).isEqualTo("confidential");
    }

    @Test
    void asksAgainAtEveryPlace() {
        // Given the same text under the same name, first where it is none
        Map<String, String> config = new HashMap<>(PEOPLE);
        config.put("mask.detector.PeopleDetector.below", "team");
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("ships", Map.of("who", "Ada Lovelace"));
        value.put("team", Map.of("who", "Ada Lovelace"));

        // When
        SourceRecord result = apply(config, null, value);

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of("ships", Map.of("who", "Ada Lovelace"), "team", Map.of("who", "[PERSON]")));
    }

    @Test
    void asksNoDetectorThatOnlyLiesThere() {
        Map<String, String> value = Map.of("a", "I met Ada Lovelace");
        int open = PeopleDetector.OPEN.get();

        assertThat(apply(Map.of(), null, value).value()).isSameAs(value);
        assertThat(PeopleDetector.OPEN.get()).isEqualTo(open);
    }

    @Test
    void takesFullNamesActionsAndThresholds() {
        Map<String, String> config = new HashMap<>(PEOPLE);
        config.put("mask.detectors", "io.affidavit.smt.detect.PeopleDetector");
        config.put("mask.actions", "custom.person:keep");
        Map<String, String> value = Map.of("a", "I met Ada Lovelace");

        assertThat(header(apply(config, null, value), "gov.findings")).isEqualTo("unprotected.custom.person:1");
        config.put("mask.min.scores", "custom.person:86");
        assertThat(apply(config, null, value).value()).isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "link", "overflow", "span", "label", "swallow"})
    void replacesWholeWhatADetectorFailsOn(String trouble) {
        // Given
        Map<String, String> config = new HashMap<>(PEOPLE);
        config.put("mask.detector.PeopleDetector.trouble", trouble);

        // When
        SourceRecord result = apply(
                config,
                null,
                Map.of("a", "I met Ada Lovelace", "b", "and nobody else", "c", "[\"Ada Lovelace\",\"x\"]"));

        // Then
        assertThat(result.value())
                .isEqualTo(Map.of("a", "[FAILED]", "b", "and nobody else", "c", "[\"[FAILED]\",\"x\"]"));
        assertThat(header(result, "gov.findings")).isEqualTo("failed:2");
        assertThat(header(result, "gov.sensitivity")).isEqualTo("restricted");
    }

    @Test
    void reportsWhatADetectorFailsOnWhereNothingMayChange() {
        Map<String, String> config = new HashMap<>(PEOPLE);
        config.put("mask.detector.PeopleDetector.trouble", "throw");
        config.put("mask.mode", "detect");
        Map<String, String> value = Map.of("a", "I met Ada Lovelace");

        SourceRecord result = apply(config, null, value);

        assertThat(result.value()).isSameAs(value);
        assertThat(header(result, "gov.findings")).isEqualTo("failed:1");
    }

    @Test
    void closesItsDetectors() {
        int open = PeopleDetector.OPEN.get();
        MaskFields<SourceRecord> transform = transform(PEOPLE);
        assertThat(PeopleDetector.OPEN.get()).isEqualTo(open + 1);

        transform.close();

        assertThat(PeopleDetector.OPEN.get()).isEqualTo(open);
    }

    @Test
    void refusesDetectorsThatAreNotThere() {
        List<ConfigValue> values =
                new MaskFields<SourceRecord>().config().validate(Map.of("mask.detectors", "com.acme.Names"));

        assertThat(values)
                .filteredOn(each -> !each.errorMessages().isEmpty())
                .extracting(ConfigValue::name)
                .containsExactly("mask.detectors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "labels", ""})
    void refusesDetectorsThatDoNotStart(String trouble) {
        Map<String, String> config = new HashMap<>(PEOPLE);
        config.put("mask.detector.PeopleDetector.trouble", trouble);
        if (trouble.isEmpty()) {
            config.remove("mask.detector.PeopleDetector.people");
        }
        int open = PeopleDetector.OPEN.get();

        assertThatThrownBy(() -> transform(config))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessageNotContaining("Lovelace");
        assertThat(PeopleDetector.OPEN.get()).isEqualTo(open);
    }

    @Test
    void refusesLabelsThatNobodyGives() {
        assertThatThrownBy(() -> transform(Map.of("mask.actions", "custom.person:redact")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mask.actions");
        assertThatThrownBy(() -> transform(Map.of("mask.min.scores", "custom.person:10")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mask.min.scores");
    }
}
