/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.data.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusBenchmarkTest {

    @TempDir
    Path folder;

    private Path corpus(String seed, String records) throws Exception {
        Path file = folder.resolve("corpus-" + seed + ".jsonl");
        CorpusBenchmark.of(List.of("--out", file.toString(), "--records", records, "--seed", seed))
                .run();
        return file;
    }

    private static Map<?, ?> result(String printed) {
        String line = printed.lines()
                .filter(each -> each.startsWith("RESULT "))
                .findFirst()
                .orElseThrow();
        return (Map<?, ?>) JsonText.parse(line.substring("RESULT ".length()));
    }

    private static String accuracy(Path file) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AccuracyBenchmark.of(List.of(file.toString())).run().print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesTheSameForTheSameSeed() throws Exception {
        List<String> first = Files.readAllLines(corpus("7", "300"));
        List<String> second = Files.readAllLines(corpus("7", "300"));

        assertThat(first).hasSize(300).isEqualTo(second);
        assertThat(Files.readAllLines(corpus("8", "300"))).isNotEqualTo(first);
    }

    @Test
    void coversEveryKindOfTextAndType() throws Exception {
        Set<String> kinds = new HashSet<>();
        Set<String> types = new HashSet<>();
        for (String line : Files.readAllLines(corpus("1", "3000"))) {
            Map<?, ?> record = (Map<?, ?>) JsonText.parse(line);
            kinds.add((String) record.get("kind"));
            int length = ((String) record.get("text")).codePointCount(0, ((String) record.get("text")).length());
            for (Object span : (List<?>) record.get("spans")) {
                types.add((String) ((Map<?, ?>) span).get("type"));
                assertThat((long) ((Map<?, ?>) span).get("start")).isNotNegative();
                assertThat((long) ((Map<?, ?>) span).get("end")).isBetween(1L, (long) length);
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "tool_call", "rag_context", "system_prompt", "log", "code", "adversarial", "clean_technical");
        assertThat(types).hasSizeGreaterThan(22);
    }

    /** Below what was measured, so that it tells of a loss and not of chance. */
    @Test
    void isFoundAgain() throws Exception {
        Map<?, ?> result = result(accuracy(corpus("1", "4000")));

        assertThat(((Number) result.get("micro_recall")).doubleValue()).isGreaterThan(0.975);
        assertThat(((Number) result.get("micro_precision")).doubleValue()).isGreaterThan(0.99);
    }

    @Test
    void refusesOptionsItCannotRead() {
        assertThatThrownBy(() -> CorpusBenchmark.of(List.of("--records", "5"))).hasMessageContaining("--out FILE");
        assertThatThrownBy(() -> CorpusBenchmark.of(List.of("--out", "x", "--records", "many")))
                .hasMessageContaining("--records N");
    }
}
