/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.TransformContract.sink;
import static io.affidavit.smt.TransformContract.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.plugin.GovernancePredicate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PredicatesTest {

    @ParameterizedTest
    @CsvSource({
        "confidential, confidential, true",
        "confidential, restricted, true",
        "confidential, internal, false",
        "confidential, misspelt, true",
        "confidential, , false",
        "public, , true"
    })
    void hasSensitivity(String atLeast, String tag, boolean holds) {
        assertThat(configured(new HasSensitivity<SourceRecord>(), Map.of("at.least", atLeast))
                        .test(tagged("gov.sensitivity", tag)))
                .isEqualTo(holds);
    }

    @Test
    void takesUntaggedRecordsForWhatIsConfigured() {
        assertThat(configured(new HasSensitivity<SourceRecord>(), Map.of("untagged.level", "restricted"))
                        .test(tagged("gov.sensitivity", null)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ai.governance.tool_call.v1, true",
        "ai.governance.policy.v1, true",
        "ai.governance.prompt.v1, false",
        "ai.governance.tool_call, false",
        "com.example.tool_call.v1, false",
        ", false"
    })
    void hasCategory(String type, boolean holds) {
        assertThat(configured(new HasCategory<SourceRecord>(), Map.of("categories", "tool_call,policy"))
                        .test(tagged("ce_type", type)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"escalate, true", "block, true", "allow, false", "odd, false", ", false"})
    void hasVerdict(String verdict, boolean holds) {
        assertThat(configured(new HasVerdict<SourceRecord>(), Map.of("verdicts", "escalate,block"))
                        .test(tagged("gov.verdict", verdict)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'm-1', true",
        "'', false, false",
        "'', , false",
        "'m-1', 'm-1,m-2', true",
        "'m-3', 'm-1,m-2', false",
        "'m-3', true, true",
        "'m-3', 'dam aged', true"
    })
    void underLegalHold(String matters, String tag, boolean holds) {
        assertThat(configured(new UnderLegalHold<SourceRecord>(), Map.of("matters", matters))
                        .test(tagged("gov.legal.hold", tag)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsHeadersOnlyOfAnyRecord(Supplier<GovernancePredicate<SinkRecord>> made) {
        SinkRecord tombstone = sink(null, null);

        boolean holds = configured(made.get(), settings()).test(tombstone);

        assertThat(holds).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"at.least, secret", "untagged.level, none", "verdicts, maybe", "verdicts, ''", "categories, ''"})
    void refusesBadConfigurationAtItsKey(String key, String value) {
        assertThat(Stream.of(
                                new HasSensitivity<SourceRecord>(),
                                new HasVerdict<SourceRecord>(),
                                new HasCategory<SourceRecord>())
                        .filter(predicate -> predicate.keys().contains(key))
                        .flatMap(predicate -> predicate.config().validate(Map.of(key, value)).stream())
                        .filter(result -> !result.errorMessages().isEmpty())
                        .map(ConfigValue::name))
                .containsExactly(key);
    }

    static Stream<Named<Supplier<GovernancePredicate<SinkRecord>>>> all() {
        return Stream.of(
                Named.of("HasSensitivity", HasSensitivity::new),
                Named.of("HasCategory", HasCategory::new),
                Named.of("HasVerdict", HasVerdict::new),
                Named.of("UnderLegalHold", UnderLegalHold::new));
    }

    private static Map<String, Object> settings() {
        return Map.of("categories", List.of("prompt"), "verdicts", List.of("block"));
    }

    private static <P extends Predicate<?>> P configured(P predicate, Map<String, ?> config) {
        predicate.configure(config);
        return predicate;
    }

    private static SourceRecord tagged(String name, String value) {
        SourceRecord record = source(null, Map.of());
        if (value != null) {
            record.headers().addString(name, value);
        }
        return record;
    }
}
