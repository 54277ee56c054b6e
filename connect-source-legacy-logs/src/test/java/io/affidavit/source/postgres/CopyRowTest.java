/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRowTest {

    private static final byte[] END = message(out -> out.writeShort(-1));

    @Test
    void tellsNullFromEmpty() {
        // When
        CopyRow row = new CopyRow(0, 0, 0);
        boolean taken = row.take(rowOf(null, "", "N"));

        // Then
        assertThat(taken).isTrue();
        assertThat(texts(row, 3)).containsExactly(null, "", "N");
        assertThat(row.bytesOfValues()).isEqualTo(1);
    }

    @Test
    void stepsOverTheHeaderAndWhatFollowsIt() {
        CopyRow row = new CopyRow(0);
        assertThat(row.take(joined(header(0, 0), rowOf("a")))).isTrue();
        assertThat(texts(row, 1)).containsExactly("a");
        assertThat(row.take(joined(header(0, 3), new byte[3], rowOf("b")))).isTrue();
        assertThat(texts(row, 1)).containsExactly("b");
    }

    @Test
    void findsNoRowInTheLastMessage() {
        CopyRow row = new CopyRow(0);
        assertThat(row.take(END)).isFalse();
        assertThat(row.take(joined(header(0, 0), END))).isFalse();
    }

    @Test
    void leavesOutWhatComesBeforeAValue() {
        CopyRow row = new CopyRow(1, 1);
        row.take(rowOf("\u0001{}", null));
        assertThat(texts(row, 2)).containsExactly("{}", null);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, Short.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE})
    void readsNumbersOfEverySize(long number) {
        byte[] message = message(out -> {
            out.writeShort(3);
            out.writeInt(Short.BYTES);
            out.writeShort((short) number);
            out.writeInt(Integer.BYTES);
            out.writeInt((int) number);
            out.writeInt(Long.BYTES);
            out.writeLong(number);
        });
        CopyRow row = new CopyRow(0, 0, 0);
        row.take(message);
        assertThat(List.of(row.number(0), row.number(1), row.number(2)))
                .containsExactly((long) (short) number, (long) (int) number, number);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                argumentSet("too few columns", (Object) rowOf("a")),
                argumentSet("too many columns", (Object) rowOf("a", "b", "c")),
                argumentSet("bytes behind the row", (Object) joined(rowOf("a", "b"), new byte[1])),
                argumentSet("another format", (Object) joined(header(1 << 16, 0), rowOf("a", "b"))),
                argumentSet("a value that ends too late", (Object) Arrays.copyOf(rowOf("a", "b"), 11)),
                argumentSet("a length below null", (Object) message(out -> {
                    out.writeShort(2);
                    out.writeInt(-2);
                    out.writeInt(-1);
                })),
                argumentSet("a row cut short", (Object) Arrays.copyOf(rowOf("a", "b"), 6)),
                argumentSet("nothing", (Object) new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void refusesWhatIsNoRow(byte[] message) {
        CopyRow row = new CopyRow(0, 0);
        assertThatThrownBy(() -> row.take(message)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesAValueShorterThanWhatComesBeforeIt() {
        assertThatThrownBy(() -> new CopyRow(1).take(rowOf(""))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsRowAfterRow() {
        // Given texts of characters of one to four bytes
        Random random = new Random(7);
        String[] pieces = {"\\", "\t", "\n", "N", "ü", "漢", "😀", "a", "", "{\"k\": \"v\"}"};
        CopyRow row = new CopyRow(0, 0, 0, 0);
        for (int round = 0; round < 2_000; round++) {
            String[] texts = new String[4];
            for (int column = 0; column < 4; column++) {
                StringBuilder text = new StringBuilder();
                for (int piece = random.nextInt(6); piece > 0; piece--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                texts[column] = random.nextInt(5) == 0 ? null : text.toString();
            }
            // When
            row.take(rowOf(texts));
            // Then
            assertThat(texts(row, 4)).containsExactly(texts);
        }
    }

    private static List<String> texts(CopyRow row, int columns) {
        List<String> texts = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            texts.add(row.text(column));
        }
        return texts;
    }

    private static byte[] header(int flags, int behind) {
        return message(out -> {
            out.write("PGCOPY\n".getBytes(StandardCharsets.ISO_8859_1));
            out.write(new byte[] {(byte) 0xFF, '\r', '\n', 0});
            out.writeInt(flags);
            out.writeInt(behind);
        });
    }

    private static byte[] rowOf(String... texts) {
        return message(out -> {
            out.writeShort(texts.length);
            for (String text : texts) {
                byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : bytes.length);
                out.write(bytes);
            }
        });
    }

    private static byte[] joined(byte[]... parts) {
        return message(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] message(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
