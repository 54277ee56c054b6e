/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private static final String TEXT = "host 10.20.30.40, mail ada@example.org";

    @Test
    void holdsForEveryLabelAlike() {
        assertThat(find(Thresholds.of(50))).containsExactly("net.ip", "pii.email");
        assertThat(find(Thresholds.of(100))).isEmpty();
    }

    @Test
    void prefersTheLongestPrefix() {
        assertThat(find(Thresholds.of(100, Map.of("net", 1)))).containsExactly("net.ip");
        assertThat(find(Thresholds.of(50, Map.of("pii.email", 100)))).containsExactly("net.ip");
        assertThat(find(Thresholds.of(50, Map.of("pii", 100, "pii.email", 10)))).containsExactly("net.ip", "pii.email");
    }

    @Test
    void holdsForWhatIsDecoded() {
        String text = "ada%40example.org";

        assertThat(Found.in(text, new TextScanner(), new Hits(50))).hasSize(1);
        assertThat(Found.in(text, new TextScanner(), new Hits(Thresholds.of(50, Map.of("pii.email", 100)))))
                .isEmpty();
    }

    private static java.util.List<String> find(Thresholds thresholds) {
        return Found.in(TEXT, new TextScanner(), new Hits(thresholds)).stream()
                .map(Found::label)
                .toList();
    }
}
