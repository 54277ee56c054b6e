/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.evidence.Golden;
import io.affidavit.archive.evidence.hash.ConsistencyProof;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that stay, notes that others made, and what is refused. */
class CheckpointTest {

    private static final SigningKey KEY = SigningKey.parse(Golden.text("evidence/test-key.pem"));
    private static final TrustedKeys TRUSTED = TrustedKeys.of(KEY.verificationKey());
    private static final String UUID = "0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001";

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Checkpoint.leafHash(Sha256.hex(("statement " + i).getBytes(UTF_8))))
                .toList();
    }

    @Test
    void writesTheGoldenCheckpoint() {
        SignedNote note = Checkpoint.of(UUID, leaves(7)).sign(KEY);

        assertThat(new String(note.toBytes(), UTF_8)).isEqualTo(Golden.text("evidence/checkpoint-v1.txt"));
        assertThat(Checkpoint.of(SignedNote.parse(note.toBytes()))).isEqualTo(Checkpoint.of(UUID, leaves(7)));
        assertThat(Checkpoint.check(SignedNote.parse(note.toBytes()), TRUSTED)).isEqualTo(SignatureCheck.TRUSTED);
    }

    @Test
    void writesTheGoldenSuccession() {
        Checkpoint older = Checkpoint.of(UUID, leaves(3));
        Succession succession = new Succession(
                ConsistencyProof.prove(leaves(7), 3),
                Checkpoint.of(UUID, leaves(7)).sign(KEY));

        assertThat(new String(succession.toBytes(), UTF_8)).isEqualTo(Golden.text("evidence/succession-v1.txt"));
        Succession read = Succession.parse(succession.toBytes());
        assertThat(read.continues(older)).isTrue();
        assertThat(read.continues(Checkpoint.of(UUID, leaves(4)))).isFalse();
        assertThat(read.continues(Checkpoint.of("another", leaves(3)))).isFalse();
        assertThat(read.continues(new Checkpoint(older.origin(), 3, "ab".repeat(32))))
                .isFalse();
    }

    /** The note that the Go implementation, which the format comes from, publishes with its key. */
    @Test
    void takesANoteOfTheFirstImplementation() {
        byte[] key = Base64.getDecoder().decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String der = "302a300506032b6570032100" + HexFormat.of().formatHex(key, 1, key.length);
        TrustedKeys trusted = TrustedKeys.parse("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(der))
                + "\n-----END PUBLIC KEY-----\n");
        String text = """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.
                """;
        String line =
                "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        SignedNote note = SignedNote.parse((text + "\n" + line).getBytes(UTF_8));

        assertThat(note.text()).isEqualTo(text);
        assertThat(note.check("PeterNeumann", trusted)).isEqualTo(SignatureCheck.TRUSTED);
        assertThat(note.check("EnochRoot", trusted)).isEqualTo(SignatureCheck.UNTRUSTED_KEY);
        assertThat(SignedNote.parse(("I" + text + "\n" + line).getBytes(UTF_8)).check("PeterNeumann", trusted))
                .isEqualTo(SignatureCheck.BAD_SIGNATURE);
        assertThat(new String(note.toBytes(), UTF_8)).isEqualTo(text + "\n" + line);
    }

    @Test
    void countsNoSignatureButThatOfATrustedKeyOverThisLog() {
        Checkpoint checkpoint = Checkpoint.of(UUID, leaves(7));
        SignedNote ours = checkpoint.sign(KEY);
        SignedNote theirs = checkpoint.sign(SigningKey.generate());
        SignedNote both = new SignedNote(
                ours.text(),
                Stream.concat(theirs.signatures().stream(), ours.signatures().stream())
                        .toList());
        SignedNote otherLog = SignedNote.sign(ours.text(), Checkpoint.origin("another"), KEY);
        SignedNote moved =
                new SignedNote(Checkpoint.of(UUID, leaves(8)).sign(KEY).text(), ours.signatures());

        assertThat(Checkpoint.check(both, TRUSTED)).isEqualTo(SignatureCheck.TRUSTED);
        assertThat(Checkpoint.check(theirs, TRUSTED)).isEqualTo(SignatureCheck.UNTRUSTED_KEY);
        assertThat(Checkpoint.check(otherLog, TRUSTED)).isEqualTo(SignatureCheck.UNTRUSTED_KEY);
        assertThat(Checkpoint.check(moved, TRUSTED)).isEqualTo(SignatureCheck.BAD_SIGNATURE);
    }

    static Stream<Arguments> malformed() {
        String good = Golden.text("evidence/checkpoint-v1.txt");
        return Stream.of(
                Arguments.argumentSet("nothing", ""),
                Arguments.argumentSet("no signature", good.substring(0, good.indexOf("\n\n") + 1)),
                Arguments.argumentSet("no line break at the end", good.substring(0, good.length() - 1)),
                Arguments.argumentSet("a control character", good.replace("\n7\n", "\n7\r\n")),
                Arguments.argumentSet("a size with a zero before", good.replace("\n7\n", "\n07\n")),
                Arguments.argumentSet("a negative size", good.replace("\n7\n", "\n-7\n")),
                Arguments.argumentSet("a size that is no number", good.replace("\n7\n", "\ncanary\n")),
                Arguments.argumentSet("a size without end", good.replace("\n7\n", "\n" + "7".repeat(30) + "\n")),
                Arguments.argumentSet("a root that is none", good.replaceFirst("\n7\n.*\n", "\n7\ncanary==\n")),
                Arguments.argumentSet("another dash", good.replace("\u2014 ", "- ")),
                Arguments.argumentSet("no key name", good.replaceFirst("\u2014 \\S+ ", "\u2014  ")),
                Arguments.argumentSet("a signature that is none", good.replaceFirst("(\u2014 \\S+ ).*\n", "$1AAAA\n")));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedCheckpoints(String text) {
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> Checkpoint.of(SignedNote.parse(text.getBytes(UTF_8))))
                .withNoCause()
                .withMessageStartingWith("Cannot read ")
                .withMessageNotContaining("canary");
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> Succession.parse(("old 3\n\n" + text).getBytes(UTF_8)));
    }

    @Test
    void refusesAMalformedSuccession() {
        String good = Golden.text("evidence/succession-v1.txt");
        Stream.of(good.replace("old 3", "old x"), good.replace("old 3", "old 8"), good.replaceFirst("\n.*\n", "\nx\n"))
                .forEach(bad -> assertThatExceptionOfType(MalformedEvidenceException.class)
                        .isThrownBy(() -> Succession.parse(bad.getBytes(UTF_8))));
    }
}
