/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affidavit.archive.evidence.Golden;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {

    private static final SigningKey KEY = SigningKey.parse(Golden.text("evidence/test-key.pem"));
    private static final String SHA = "ab".repeat(32);
    private static final String ROOT = "cd".repeat(32);

    private static CommitStatement statement(Optional<StatementRef> previous) {
        return new CommitStatement(
                "0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001",
                "archive",
                3,
                "main",
                previous,
                Instant.parse("2026-11-22T06:00:00.123456Z"),
                "commit-1",
                0,
                List.of(new OffsetRange(
                        "ai-events",
                        0,
                        10,
                        35,
                        new OffsetFates(7, 1, 2, 3, 1, 4, 2, 5),
                        List.of(new OffsetSpan(12, 13), new OffsetSpan(20, 24)),
                        true)),
                List.of(new AttestedFile(
                        "file:/wh/t/data/ä.parquet",
                        1234,
                        SHA,
                        7,
                        ROOT,
                        Map.of("retention_class", "std-1y", "custody", "std", "event_time_day", "2026-11-22"))));
    }

    private static CommitStatement second() {
        return statement(Optional.of(new StatementRef("file:/wh/t/evidence/1.dsse.json", ROOT, 1)));
    }

    @Test
    void writesTheGoldenStatement() {
        byte[] bytes = StatementCodec.encode(second());

        assertThat(new String(bytes, UTF_8)).isEqualTo(Golden.text("evidence/commit-v1.statement.json"));
    }

    @Test
    void writesTheGoldenEnvelope() {
        byte[] bytes = Envelope.sign(second(), KEY).toBytes();

        assertThat(new String(bytes, UTF_8)).isEqualTo(Golden.text("evidence/commit-v1.dsse.json"));
    }

    @Test
    void readsBackWhatItWrites() {
        // Given
        CommitStatement first = statement(Optional.empty());

        // When
        Envelope read = Envelope.parse(Envelope.sign(first, KEY).toBytes());

        // Then
        assertThat(read.statement()).isEqualTo(first);
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(second().sequence()).isEqualTo(2);
        assertThat(read.keyIds()).isEqualTo(KEY.id());
    }

    @Test
    void tellsATrustedKeyFromAStrangerAndAForgery() {
        // Given
        SigningKey stranger = SigningKey.generate();
        Envelope envelope = Envelope.parse(Envelope.sign(second(), KEY).toBytes());
        Envelope forged =
                Envelope.parse(new String(Envelope.sign(second(), stranger).toBytes(), UTF_8)
                        .replace(stranger.id(), KEY.id())
                        .getBytes(UTF_8));

        // When
        TrustedKeys trusted = TrustedKeys.of(KEY.verificationKey());

        // Then
        assertThat(envelope.check(trusted)).isEqualTo(SignatureCheck.TRUSTED);
        assertThat(envelope.check(TrustedKeys.of(stranger.verificationKey()))).isEqualTo(SignatureCheck.UNTRUSTED_KEY);
        assertThat(forged.check(trusted)).isEqualTo(SignatureCheck.BAD_SIGNATURE);
    }

    static Stream<Arguments> malformedStatements() {
        return Stream.of(
                Arguments.argumentSet("another predicate", "evidence/commit/v1", "evidence/commit/v2"),
                Arguments.argumentSet("another row encoding", "affidavit.row.v1", "affidavit.row.v9"),
                Arguments.argumentSet("offsets that do not add up", "\"archived\":7", "\"archived\":8"),
                Arguments.argumentSet(
                        "gaps that are more than they say", "\"from\":20,\"to\":24", "\"from\":20,\"to\":25"),
                Arguments.argumentSet("gaps out of order", "\"from\":12,\"to\":13", "\"from\":22,\"to\":23"),
                Arguments.argumentSet("an anchor that is no truth value", "\"anchored\":true", "\"anchored\":1"),
                Arguments.argumentSet("a number as text", "\"from\":10", "\"from\":\"10\""),
                Arguments.argumentSet("a field missing", "\"root\":", "\"roots\":"),
                Arguments.argumentSet("a hash cut short", ROOT, ROOT.substring(2)),
                Arguments.argumentSet("a first statement with a predecessor", "\"sequence\":2", "\"sequence\":1"),
                Arguments.argumentSet("a subject that is not the file", "\"name\":\"file:", "\"name\":\"elsewhere:"),
                Arguments.argumentSet("a key twice", "\"task\":3", "\"task\":3,\"task\":3"),
                Arguments.argumentSet("no time", "2026-11-22T06", "2026-11-22U06"),
                Arguments.argumentSet("text after the end", ".parquet\"}]}", ".parquet\"}]}x"));
    }

    @ParameterizedTest
    @MethodSource("malformedStatements")
    void refusesMalformedStatements(String good, String bad) {
        String text = Golden.text("evidence/commit-v1.statement.json");
        assertThat(text).contains(good);

        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> StatementCodec.decode(text.replace(good, bad).getBytes(UTF_8)))
                .withNoCause()
                .withMessageStartingWith("Cannot read ");
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> Envelope.parse("{\"secret-token".getBytes(UTF_8)))
                .withNoCause()
                .withMessageNotContaining("secret-token");
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> Envelope.parse("[]".getBytes(UTF_8)));
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> Envelope.parse("".getBytes(UTF_8)));
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> Envelope.parse(
                        "{\"payload\":\"?\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[]}"
                                .getBytes(UTF_8)));
    }

    @Test
    void refusesRangesThatDoNotAddUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(10, 20, new OffsetFates(7, 1, 1, 0, 0, 0, 0, 0)))
                .withMessageContaining("do not add up");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(20, 10, OffsetFates.NONE))
                .withMessageContaining("do not add up");
        assertThatIllegalArgumentException().isThrownBy(() -> OffsetFates.archived(1L << 53));
        assertThatIllegalArgumentException().isThrownBy(() -> OffsetFates.archived(-1));
    }

    @Test
    void locatesEveryUnexplainedGapOrTheFirstHundred() {
        // Given 150 unexplained gaps of one offset each, every second of 300 offsets
        OffsetFates fates = new OffsetFates(150, 0, 0, 0, 0, 0, 0, 150);
        List<OffsetSpan> spans = LongStream.range(0, 150)
                .mapToObj(i -> new OffsetSpan(2 * i, 2 * i + 1))
                .toList();

        // Then the first hundred are enough, and neither more nor fewer are accepted
        assertThat(range(0, 300, fates, spans.subList(0, 100)).unexplained()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> range(0, 300, fates, spans.subList(0, 101)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(0, 300, fates, spans.subList(0, 99)))
                .withMessageContaining("unexplained gaps");
    }

    private static OffsetRange range(long from, long to, OffsetFates fates, List<OffsetSpan> unexplained) {
        return new OffsetRange("t", 0, from, to, fates, unexplained, true);
    }

    private static OffsetRange range(long from, long to, OffsetFates fates) {
        return range(from, to, fates, List.of());
    }

    @Test
    void readsAHeadOnlyWhenItIsWhole() {
        StatementRef ref = new StatementRef("p", SHA, 4);

        assertThat(StatementRef.from(ref.toProperties())).contains(ref);
        assertThat(StatementRef.from(Map.of("other", "x"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatementRef.from(Map.of(StatementRef.PATH_KEY, "p")))
                .withMessageContaining("missing");
    }
}
