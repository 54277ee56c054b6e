/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MaskingTest {

    private static final Masking MASKED =
            new Masking.Transform("mask", Map.of("action", "redact", "fields", "content"), Set.of("keyset"));

    private static final Map<String, String> CONFIG = Map.of(
            "transforms", "mask",
            "transforms.mask.type", "io.affidavit.smt.MaskFields",
            "transforms.mask.action", "redact",
            "transforms.mask.fields", "content",
            "transforms.mask.keyset", "a secret");

    @Test
    void takesTheGrantedTransform() {
        assertThat(MASKED.fault(CONFIG)).isEmpty();
        assertThat(Masking.NONE.fault(Map.of())).isEmpty();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("no transform", Map.of("transforms", ""), "transforms"),
                argumentSet("another alias", Map.of("transforms", "unmask"), "transforms"),
                argumentSet("one more before", Map.of("transforms", "route,mask"), "transforms"),
                argumentSet("one more after", Map.of("transforms", "mask, reveal"), "transforms"),
                argumentSet(
                        "another class",
                        Map.of("transforms.mask.type", "io.affidavit.smt.ClassifyFields"),
                        "transforms.mask.type"),
                argumentSet("another setting", Map.of("transforms.mask.action", "token"), "transforms.mask.action"),
                argumentSet("a setting more", Map.of("transforms.mask.skip", "content"), "transforms.mask.skip"),
                argumentSet("a predicate", Map.of("transforms.mask.predicate", "never"), "transforms.mask.predicate"),
                argumentSet("an empty secret", Map.of("transforms.mask.keyset", ""), "transforms.mask.keyset"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesAnother(Map<String, String> change, String key) {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.putAll(change);

        assertThat(MASKED.fault(config)).map(Masking.Fault::key).contains(key);
        assertThat(MASKED.fault(config).orElseThrow().message()).doesNotContain("redact", "a secret");
    }

    @Test
    void refusesAMissingSetting() {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.remove("transforms.mask.fields");

        assertThat(MASKED.fault(config)).map(Masking.Fault::key).contains("transforms.mask.fields");
    }

    @Test
    void refusesAnyTransformWhereNoneIsGranted() {
        assertThat(Masking.NONE.fault(CONFIG)).map(Masking.Fault::key).contains("transforms");
    }

    @Test
    void cannotFollowAPolicyOutsideOfTheGrant() {
        for (String source : new String[] {"topic", "file"}) {
            assertThatExceptionOfType(InvalidGrantException.class)
                    .isThrownBy(() -> new Masking.Transform("mask", Map.of("policy.source", source), Set.of()))
                    .withMessageContaining("policy.inline");
        }
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> new Masking.Transform("mask", Map.of(), Set.of("policy.source")));
        assertThat(new Masking.Transform("mask", Map.of("policy.source", "inline", "policy.inline", "id: p"), Set.of())
                        .settings())
                .containsKey("policy.inline");
    }

    @Test
    void cannotBeAskedForWithAPredicate() {
        assertThatExceptionOfType(InvalidGrantException.class)
                .isThrownBy(() -> new Masking.Transform("mask", Map.of("predicate", "p"), Set.of()));
    }
}
