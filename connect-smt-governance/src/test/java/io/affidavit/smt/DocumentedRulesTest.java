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
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages on detection and masking show works as they say. */
class DocumentedRulesTest {

    private static final String ALIAS = "transforms.mask.";
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONFIG = Pattern.compile("```json\n(\"transforms\\..*?)```", Pattern.DOTALL);

    @Test
    void rulesFindWhatTheyAreShownFor() throws IOException {
        String rules = YAML.matcher(page("detection"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        SourceRecord result = Masking.apply(
                Map.of("mask.rules", rules), null, Map.of("a", "staff E-123456 and badge 12 on operation  nightfall"));

        assertThat(Masking.value(result, "a")).isEqualTo("staff [STAFF] and badge [STAFF] on [PROJECT]");
        assertThat(Masking.header(result, "gov.findings")).isEqualTo("custom.project:1,custom.staff.number:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"detection", "masking"})
    void configurationsAreAccepted(String name) throws IOException {
        int[] count = new int[1];
        CONFIG.matcher(page(name)).results().map(MatchResult::group).forEach(block -> {
            count[0]++;
            Map<String, String> config = new HashMap<>();
            String json = "{" + block.substring("```json".length(), block.length() - "```".length()) + "}";
            ((Map<?, ?>) JsonText.parse(json))
                    .forEach((key, value) -> config.put(key.toString().substring(ALIAS.length()), value.toString()));
            Masking.transform(config).close();
        });
        assertThat(count[0]).isPositive();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("../docs/" + name + ".md"));
    }
}
