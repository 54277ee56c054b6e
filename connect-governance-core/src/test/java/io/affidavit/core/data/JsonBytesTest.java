/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jackson's generator says what is right. */
class JsonBytesTest {

    private static final String TELLING =
            "a?\"\\/ ~\u0000\u001f\n\u007f\u0080\u07ff\u0800\u0131\u2028\ud83d\ude00\uffff";

    private final JsonBytes out = new JsonBytes();

    @ParameterizedTest
    @MethodSource("texts")
    void writesTextsAsJacksonDoes(String text) throws IOException {
        assertThat(written(text)).isEqualTo(jacksons(text));
    }

    @Test
    void writesAnyTextAsJacksonDoes() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random, random.nextInt(4) == 0 ? 120 : 24);
            assertThat(written(text)).isEqualTo(jacksons(text));
        }
    }

    @Test
    void writesEveryCharacterAsJacksonDoes() throws IOException {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "seventeen letters" + (char) c + "7";
            assertThat(written(text)).as("character %d", c).isEqualTo(jacksons(text));
        }
    }

    @Test
    void writesWholeNumbersAsJavaDoes() {
        SplittableRandom random = new SplittableRandom(8);
        LongStream telling = LongStream.iterate(1, power -> power * 10)
                .limit(19)
                .flatMap(power -> LongStream.of(power - 1, power, power + 1, -power, 1 - power));
        LongStream any = random.longs(10_000).map(number -> number >> random.nextInt(64));
        LongStream.concat(LongStream.of(0, Long.MIN_VALUE, Long.MAX_VALUE), LongStream.concat(telling, any))
                .forEach(number -> {
                    out.begin();
                    out.number(number);
                    assertThat(new String(out.end(), UTF_8)).isEqualTo(Long.toString(number));
                });
    }

    @Test
    void remembersNamesWithoutMixingThemUp() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 10_000; i++) {
            String name = "n\"" + random.nextInt(3_000) + (random.nextInt(9) == 0 ? "x".repeat(70) : "");
            boolean first = i % 2 == 0;
            out.begin();
            out.sign(first ? '{' : '1');
            out.name(name, first);
            assertThat(new String(out.end(), UTF_8))
                    .isEqualTo((first ? "{" : "1,") + "\"" + name.replace("\"", "\\\"") + "\":");
        }
    }

    @Test
    void writesMembersTheSameWhetherTheyRepeatOrNot() throws IOException {
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < 40_000; i++) {
            String name = "n" + random.nextInt(5);
            String text = random.nextInt(3) == 0 ? random(random, 24) : TELLING.repeat(random.nextInt(5));
            boolean first = random.nextBoolean();
            out.begin();
            out.sign(first ? '{' : '1');
            out.member(name, text, first);
            assertThat(new String(out.end(), UTF_8))
                    .isEqualTo((first ? "{" : "1,") + "\"" + name + "\":" + new String(jacksons(text), UTF_8));
        }
    }

    static Stream<String> texts() {
        return Stream.of("", "a", TELLING, TELLING.repeat(300), "plain ".repeat(100_000), "?\ud83d".repeat(20));
    }

    private static String random(SplittableRandom random, int longest) {
        StringBuilder text = new StringBuilder();
        int plain = random.nextInt(1, 30);
        for (int i = random.nextInt(longest); i > 0; i--) {
            boolean telling = random.nextInt(plain) == 0;
            text.append(telling ? TELLING.charAt(random.nextInt(TELLING.length())) : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private byte[] written(String text) {
        out.begin();
        out.text(text);
        return out.end();
    }

    private static byte[] jacksons(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JsonText.FACTORY.createGenerator(bytes)) {
            generator.writeString(text);
        }
        return bytes.toByteArray();
    }
}
