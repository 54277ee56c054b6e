/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final Checkpoint CHECKPOINT = new Checkpoint(1_234_567_890_123L, "u3yLQk1WQ2OqZrVf0Xx8Fg");

    @Test
    void hasAForm() {
        byte[] key = Checkpoint.key("a \"gate\"", new TopicPartition("ai.events", 3));

        Golden.assertMatches(
                Path.of("src/test/resources/golden/gate/checkpoint.txt"),
                new String(key, UTF_8) + "\n" + new String(CHECKPOINT.value(), UTF_8) + "\n"
                        + new String(new Checkpoint(0, null).value(), UTF_8) + "\n");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Checkpoint.parse(CHECKPOINT.value())).isEqualTo(CHECKPOINT);
        assertThat(Checkpoint.parse("{\"v\":1,\"next\":5,\"later\":true}".getBytes(UTF_8)))
                .isEqualTo(new Checkpoint(5, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "[]",
                "{\"v\":2,\"next\":5}",
                "{\"v\":1}",
                "{\"v\":1,\"next\":-1}",
                "{\"v\":1,\"next\":\"5\"}"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
    }
}
