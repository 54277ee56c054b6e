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
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import io.affidavit.core.key.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of those who change a table without archiving: bytes that stay, and what is refused. */
class OtherStatementsTest {

    private static final String SHA = "ab".repeat(32);
    private static final String ROOT = "cd".repeat(32);
    private static final StatementHead HEAD = new StatementHead(
            "0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001",
            "keeper",
            Optional.of(new StatementRef("file:/wh/t/evidence/8.dsse.json", ROOT, 8)),
            Instant.parse("2026-11-22T06:00:00.123456Z"),
            "change-9");

    private static AttestedFile file(String name) {
        return new AttestedFile(
                "file:/wh/t/data/" + name, 1234, SHA, 7, ROOT, Map.of("retention_class", "std-1y", "custody", "std"));
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.argumentSet(
                        "hold",
                        "hold-v1",
                        new HoldStatement(
                                HEAD,
                                HoldStatement.Action.PLACE,
                                "m-17",
                                "Doe v. Lender",
                                "Claim of 2026-11-20",
                                "tenant_id = 'acme'",
                                "{\"type\":\"eq\",\"term\":\"tenant_id\",\"value\":\"acme\"}",
                                3,
                                SHA,
                                Optional.of(new StatementRef("file:/wh/t/evidence/5.dsse.json", ROOT, 5)))),
                Arguments.argumentSet(
                        "change",
                        "change-v1",
                        new ChangeStatement(
                                HEAD,
                                ChangeStatement.Cause.EXPIRE,
                                0,
                                3,
                                List.of(file("ä.parquet"), file("b.parquet")),
                                List.of(file("held.parquet")),
                                Map.of("retentionClass", "std-1y", "graceUntil", "2026-11-29T06:00:00Z"))),
                Arguments.argumentSet(
                        "rewriting change",
                        "rewrite-v1",
                        new ChangeStatement(
                                HEAD,
                                ChangeStatement.Cause.ERASE,
                                0,
                                3,
                                List.of(file("a.parquet"), file("b.parquet")),
                                List.of(new AttestedFile("file:/wh/t/data/new.parquet", 99, SHA, 11, ROOT, Map.of())),
                                List.of(new Derivation(
                                        "file:/wh/t/data/new.parquet",
                                        List.of(
                                                new Origin(
                                                        "file:/wh/t/data/a.parquet",
                                                        List.of(new LeafRange(0, 2), new LeafRange(6, 7)),
                                                        List.of(SHA, ROOT)),
                                                new Origin("file:/wh/t/data/b.parquet", List.of(), List.of())))),
                                Map.of())),
                Arguments.argumentSet(
                        "key",
                        "key-v1",
                        new KeyStatement(
                                HEAD,
                                KeyStatement.Action.RETIRE,
                                SigningKey.parse(Golden.text("evidence/test-key.pem"))
                                        .verificationKey(),
                                "yearly")),
                Arguments.argumentSet(
                        "completion",
                        "completion-v1",
                        new CompletionStatement(
                                HEAD,
                                new StatementRef("file:/wh/t/evidence/4.dsse.json", ROOT, 4),
                                List.of(new DeletedFile("file:/wh/t/data/ä.parquet", SHA, 7, 2)),
                                Map.of("verifiedAt", "2026-11-29T06:00:01Z"))));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void writesTheGoldenStatement(String name, Statement statement) {
        assertThat(new String(StatementCodec.encode(statement), UTF_8))
                .isEqualTo(Golden.text("evidence/" + name + ".statement.json"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void readsBackWhatItWrites(String name, Statement statement) {
        assertThat(StatementCodec.decode(StatementCodec.encode(statement))).isEqualTo(statement);
        assertThat(statement.sequence()).isEqualTo(9);
        assertThat(statement.writer()).isEqualTo("keeper");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.argumentSet("an unknown kind", "hold-v1", "evidence/hold/v1", "evidence/hold/v2"),
                Arguments.argumentSet("an unknown action", "hold-v1", "\"place\"", "\"plaice\""),
                Arguments.argumentSet("another hold as subject", "hold-v1", "hold:m-17", "hold:m-18"),
                Arguments.argumentSet("an unknown cause", "change-v1", "\"expire\"", "\"expired\""),
                Arguments.argumentSet("a term that is no text", "change-v1", "\"std-1y\"}}", "1}}"),
                Arguments.argumentSet("a file of no subject", "change-v1", "\"name\":\"file:", "\"name\":\"x:"),
                Arguments.argumentSet(
                        "rows of a file that stays",
                        "rewrite-v1",
                        "[],\"path\":\"file:/wh/t/data/b.",
                        "[],\"path\":\"file:/wh/t/data/c."),
                Arguments.argumentSet(
                        "rows out of nothing", "rewrite-v1", "\"from\":6,\"to\":7", "\"from\":5,\"to\":7"),
                Arguments.argumentSet(
                        "ranges out of order", "rewrite-v1", "\"from\":6,\"to\":7", "\"from\":1,\"to\":2"),
                Arguments.argumentSet("a node that is no hash", "rewrite-v1", "\"nodes\":[\"ab", "\"nodes\":[\"xb"),
                Arguments.argumentSet("a negative count", "completion-v1", "\"versions\":2", "\"versions\":-2"),
                Arguments.argumentSet("another key as subject", "key-v1", "key:", "key:0"),
                Arguments.argumentSet("a key that is none", "key-v1", "MCowBQYDK2VwAyEA", "MCowBQYDK2VwAyEB"),
                Arguments.argumentSet("a key that is not Base64", "key-v1", "MCowBQYDK2VwAyEA", "canary!!"),
                Arguments.argumentSet("no change", "completion-v1", "\"change\":", "\"changes\":"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedStatements(String golden, String good, String bad) {
        String text = Golden.text("evidence/" + golden + ".statement.json");
        assertThat(text).contains(good);

        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> StatementCodec.decode(text.replace(good, bad).getBytes(UTF_8)))
                .withNoCause()
                .withMessageStartingWith("Cannot read ");
    }

    @Test
    void refusesAFileThatLeavesAndComes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangeStatement(
                        HEAD,
                        ChangeStatement.Cause.SEAL,
                        0,
                        0,
                        List.of(file("a.parquet")),
                        List.of(file("a.parquet")),
                        Map.of()));
    }
}
