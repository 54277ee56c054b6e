/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    private static Effective effective(long from, int version) {
        return new Effective(from, PolicyReader.read("id: p\nversion: " + version + "\n"));
    }

    private static final List<Effective> THREE = List.of(effective(100, 1), effective(200, 2), effective(300, 3));

    private static Optional<String> name(PolicyDocument document) {
        return Optional.of(document.ref().name());
    }

    @ParameterizedTest
    @CsvSource({"0, p@1", "99, p@1", "100, p@1", "199, p@1", "200, p@2", "299, p@2", "300, p@3", "9999, p@3"})
    void picksTheNewestThatIsNotLater(long time, String expected) {
        Timeline<String> timeline = Timeline.of(THREE, TimelineTest::name).orElseThrow();

        assertThat(timeline.at(time)).isEqualTo(expected);
        assertThat(timeline.effectiveAt(time).document().ref().name()).isEqualTo(expected);
    }

    @Test
    void keepsThePreviousWhereOneCannotBeUsed() {
        Timeline<String> timeline = Timeline.of(
                        THREE,
                        document -> document.ref().version().text().equals("2") ? Optional.empty() : name(document))
                .orElseThrow();

        assertThat(timeline.at(250)).isEqualTo("p@1");
        assertThat(timeline.at(300)).isEqualTo("p@3");
    }

    @Test
    void isNoneWhereNothingCanBeUsed() {
        assertThat(Timeline.of(THREE, document -> Optional.empty())).isEmpty();
        assertThat(Timeline.of(List.of(), TimelineTest::name)).isEmpty();
    }
}
