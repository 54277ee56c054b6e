/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.hash.InclusionProof;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs of single records of a real table, checked with the keys alone. */
class RecordProofTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final TrustedKeys TRUSTED = TrustedKeys.of(KEY.verificationKey());

    @TempDir
    private Path directory;

    private EvidentTable events;

    @BeforeEach
    void archive() {
        events = EvidentTable.create(directory, KEY);
        events.archive(1, 19_999);
        events.archive(1_000, 20_000);
        events.archive(7, 20_001);
    }

    @AfterEach
    void close() {
        events.close();
    }

    private RecordProof proof(String eventId) {
        return new Prover(events.table()).prove("event_id", eventId).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"19999-0", "20000-0", "20000-511", "20000-512", "20000-999", "20001-3", "20001-6"})
    void provesARecordToWhoeverHasTheKeys(String eventId) {
        // Given a proof that was stored and read again
        RecordProof proof = ProofCodec.decode(ProofCodec.encode(proof(eventId)));

        // Then it holds, and its bytes are the record's
        assertThat(proof.fault(TRUSTED)).isEmpty();
        assertThat(new String(proof.leaf(), UTF_8))
                .startsWith("affidavit.row.v1")
                .contains(eventId);
    }

    @Test
    void doesNotProveToWhoeverTrustsAnotherKey() {
        assertThat(proof("20000-5").fault(TrustedKeys.of(SigningKey.generate().verificationKey())))
                .hasValueSatisfying(fault -> assertThat(fault).contains("trust file does not hold"));
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                Arguments.argumentSet(
                        "another record",
                        forged(proof -> new RecordProof(
                                Base64.getEncoder().encodeToString("another".getBytes(UTF_8)),
                                proof.inclusion(),
                                proof.file(),
                                proof.envelope(),
                                proof.columns()))),
                Arguments.argumentSet(
                        "another place",
                        forged(proof -> new RecordProof(
                                proof.leafBase64(),
                                new InclusionProof(
                                        proof.inclusion().index() + 1,
                                        proof.inclusion().treeSize(),
                                        proof.inclusion().path()),
                                proof.file(),
                                proof.envelope(),
                                proof.columns()))),
                Arguments.argumentSet(
                        "a shorter file",
                        forged(proof -> new RecordProof(
                                proof.leafBase64(),
                                new InclusionProof(
                                        proof.inclusion().index(),
                                        999,
                                        proof.inclusion().path()),
                                proof.file(),
                                proof.envelope(),
                                proof.columns()))),
                Arguments.argumentSet(
                        "another file",
                        forged(proof -> new RecordProof(
                                proof.leafBase64(),
                                proof.inclusion(),
                                proof.file() + "x",
                                proof.envelope(),
                                proof.columns()))));
    }

    private interface Forgery {
        RecordProof of(RecordProof proof);
    }

    private static Forgery forged(Forgery forgery) {
        return forgery;
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void seesThroughForgeries(Forgery forgery) {
        assertThat(forgery.of(proof("20000-5")).fault(TRUSTED)).isPresent();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(new Prover(events.table()).prove("event_id", "20000-1000")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prover(events.table()).prove("no_such_column", "x"))
                .withMessageContaining("no_such_column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format\":\"affidavit.proof.v2\"}",
                "{\"format\":\"affidavit.proof.v1\",\"leaf\":\"?\",\"index\":0,\"treeSize\":1,\"path\":[],\"file\":\"f\"}",
                "{\"format\":\"affidavit.proof.v1\",\"leaf\":\"\",\"index\":0,\"treeSize\":1,\"path\":[\"ab\"],\"file\":\"f\"}"
            })
    void refusesWhatIsNoProof(String text) {
        assertThatExceptionOfType(MalformedEvidenceException.class)
                .isThrownBy(() -> ProofCodec.decode(text.getBytes(UTF_8)))
                .withNoCause();
    }
}
