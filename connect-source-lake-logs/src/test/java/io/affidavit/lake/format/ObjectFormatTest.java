/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.luben.zstd.Zstd;
import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRow;
import io.affidavit.lake.unit.UnitRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFormatTest {

    private static final ObjectFormat AUTO = new ObjectFormat(null, null, ',', 100_000, 1 << 20);

    @Test
    void readsJsonLines() throws IOException {
        List<UnitRow> rows = rows("a.jsonl", "{\"n\":1}\n\n  \r\n{\"n\":2,\"s\":\"ü\\n\"}\r\n{\"n\":3}");

        assertThat(rows).extracting(UnitRow::number).containsExactly(0L, 3L, 4L);
        assertThat(rows.get(1).value()).isEqualTo(Map.of("n", 2L, "s", "ü\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":1}{\"n\":2}\n{\"n\":3}",
                "[{\"n\":1},{\"n\":2}, {\"n\":3}]",
                "[{\"n\":1}]\n[]\n[{\"n\":2},{\"n\":3}]\n",
                "{\"n\":1}[{\"n\":2}]{\"n\":3}"
            })
    void readsJsonObjectsAndArraysOfThem(String json) throws IOException {
        assertThat(rows("a.json", json))
                .extracting(UnitRow::value)
                .containsExactly(Map.of("n", 1L), Map.of("n", 2L), Map.of("n", 3L));
    }

    @Test
    void keepsEveryDigitOfNumbers() throws IOException {
        assertThat(rows("a.json", "{\"a\":123456789012345678901,\"b\":0.1,\"c\":1.00000000000000000001}")
                        .get(0)
                        .value())
                .isEqualTo(Map.of("a", "123456789012345678901", "b", 0.1, "c", "1.00000000000000000001"));
    }

    @Test
    void readsCsvWithLineEndsInQuotes() throws IOException {
        List<UnitRow> rows = rows("a.csv", "id,\"the text\",n\r\n1,\"a \"\"b\"\"\nc, d\",3\r\n\r\n2,,4\r\n");

        assertThat(rows)
                .extracting(UnitRow::value)
                .containsExactly(
                        Map.of("id", "1", "the text", "a \"b\"\nc, d", "n", "3"),
                        Map.of("id", "2", "the text", "", "n", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2,3\n", "a,b\n1\n", "a,b\n1,\"x\n", "a,a\n1,2\n"})
    void findsCsvDamaged(String csv) {
        assertThatThrownBy(() -> rows("a.csv", csv))
                .isInstanceOfSatisfying(
                        UnitException.class, e -> assertThat(e.kind()).isEqualTo(UnitException.Kind.DAMAGED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.json", "a.csv"})
    void findsNoRowInAnEmptyObject(String name) throws IOException {
        assertThat(rows(name, "")).isEmpty();
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                arguments("a.jsonl", "{\"n\":1}\n{\"canary"),
                arguments("a.jsonl", "[\"canary\"]"),
                arguments("a.jsonl", "{\"canary\":1,\"canary\":2}"),
                arguments("a.json", "{\"n\":1}{\"canary\":"),
                arguments("a.json", "{\"n\":1} canary"),
                arguments("a.json", "[{\"n\":1}, \"canary\"]"),
                arguments("a.json", "[{\"canary\":1}"),
                arguments("a.csv", "a,b\n1,\"canary\n"),
                arguments("a.canary.txt", "no format"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void namesDamageButNoContent(String name, String content) {
        assertThatThrownBy(() -> rows(name, content))
                .isInstanceOf(UnitException.class)
                .hasNoCause()
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"a.jsonl, `{\"n\":\"ü\"}`", "a.json, `[{\"n\":\"ü\"}]`", "a.csv, `n\nü\n`"})
    void readsPastAByteOrderMark(String name, String content) throws IOException {
        assertThat(rows(name, "\uFEFF" + content)).extracting(UnitRow::value).containsExactly(Map.of("n", "ü"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"a.jsonl, `{\"n\":\"ü\"}`", "a.json, `[{\"n\":\"ü\"}]`", "a.csv, `n\nü\n`"})
    void findsTextDamagedThatIsNoUtf8(String name, String content) {
        byte[] latin = content.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(name, 0, new ByteArrayInputStream(latin)))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(UnitException.of(e))
                                .extracting(UnitException::kind)
                                .isEqualTo(UnitException.Kind.DAMAGED));
    }

    @Test
    void readsAllPartsOfAFilePackedInParts() throws IOException {
        byte[] twoParts = concat(gzip("{\"n\":1}\n"), gzip("{\"n\":2}\n"));
        byte[] twoFrames = concat(Zstd.compress(utf8("{\"n\":1}\n")), Zstd.compress(utf8("{\"n\":2}\n")));

        // a stream that gives one byte at a time pauses wherever it can
        assertThat(read("a.jsonl.gz", 0, new OneByOne(twoParts))).hasSize(2);
        assertThat(read("a.jsonl.zst", 0, new OneByOne(twoFrames))).hasSize(2);
        assertThat(read("A.JSONL.GZ", 0, new ByteArrayInputStream(twoParts))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl.gz", "a.jsonl.zst"})
    void failsWherePackedBytesEndEarly(String name) throws IOException {
        // Given 200 lines, and what is left of them when the file is cut off anywhere
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            lines.append("{\"n\":").append(i).append("}\n");
        }
        byte[] whole = name.endsWith("gz") ? gzip(lines.toString()) : Zstd.compress(utf8(lines.toString()));
        assertThat(read(name, 0, new ByteArrayInputStream(whole))).hasSize(200);

        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            // When, then
            assertThatThrownBy(() -> read(name, 0, new ByteArrayInputStream(cut)))
                    .as("%s cut to %s of %s bytes", name, length, whole.length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void skipsLinesWithoutParsingThem() throws IOException {
        assertThat(read(
                        "a.jsonl",
                        2,
                        new ByteArrayInputStream(utf8("no json\n{\nn\n{\"n\":3}\n".replace("n\n{\"n", "{}\n{\"n")))))
                .extracting(UnitRow::number)
                .containsExactly(2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.json", "a.csv"})
    void refusesRowsTooLargeForMemory(String name) {
        ObjectFormat small = new ObjectFormat(null, null, ',', 1000, 1 << 20);
        String row = name.endsWith("csv") ? "a\n\"" : "{\"a\":\"";
        InputStream endless = new java.io.SequenceInputStream(new ByteArrayInputStream(utf8(row)), new Endless());

        assertThatThrownBy(() -> small.open(name, 0, () -> endless, () -> null).next())
                .hasStackTraceContaining("source.max.row.bytes");
    }

    private static List<UnitRow> rows(String name, String content) throws IOException {
        return read(name, 0, new ByteArrayInputStream(utf8(content)));
    }

    private static List<UnitRow> read(String name, long first, InputStream bytes) throws IOException {
        List<UnitRow> rows = new ArrayList<>();
        try (UnitRows open = AUTO.open(name, first, () -> bytes, () -> null)) {
            for (UnitRow row = open.next(); row != null; row = open.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(utf8(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class OneByOne extends ByteArrayInputStream {
        OneByOne(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(1, length));
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
