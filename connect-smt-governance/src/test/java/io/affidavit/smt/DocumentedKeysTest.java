/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that the page on keys shows use keys that exist, with values that a worker takes. */
class DocumentedKeysTest {

    private static final String ALIAS = "transforms.mask.";
    private static final Pattern CONFIG = Pattern.compile("```json\n(\\{.*?})\n```", Pattern.DOTALL);

    static List<String> configs() throws IOException {
        return CONFIG.matcher(Files.readString(Path.of("../docs/keys.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void showsSome() throws IOException {
        assertThat(configs()).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void configurationsAreAccepted(String json) {
        // Given
        Map<String, String> config = new HashMap<>();
        ((Map<?, ?>) JsonText.parse(json)).forEach((key, value) -> {
            if (key.toString().startsWith(ALIAS)) {
                config.put(key.toString().substring(ALIAS.length()), value.toString());
            }
        });
        assertThat(config.remove("type")).isEqualTo(MaskFields.class.getName());
        ConfigDef keys = new MaskFields<SourceRecord>().config();

        // Then
        assertThat(keys.names()).containsAll(config.keySet());
        assertThat(keys.validate(config))
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }
}
