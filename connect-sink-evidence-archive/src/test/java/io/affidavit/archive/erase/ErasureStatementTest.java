/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.Golden;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.rewrite.Rewritten;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.junit.jupiter.api.Test;

/** The bytes of an erasure's statement stay. */
class ErasureStatementTest {

    private static final String SHA = "ab".repeat(32);
    private static final String ROOT = "cd".repeat(32);
    private static final StatementHead HEAD = new StatementHead(
            "0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001",
            "operator",
            Optional.of(new StatementRef("file:/wh/t/evidence/8.dsse.json", ROOT, 8)),
            Instant.parse("2026-11-22T06:00:00.123Z"),
            "change-9");

    @Test
    void writesTheGoldenStatement() {
        // Given a file of which two rows go, and one of which all do
        FileErasure some = file("a.parquet", 7, new LeafRange(2, 4));
        FileErasure all = file("b.parquet", 2, new LeafRange(0, 2));
        Derivation derivation = new Derivation(
                "file:/wh/t/data/c.parquet",
                List.of(new Origin(some.attested().path(), some.gone(), List.of("ef".repeat(32)))));
        Rewritten rewritten = new Rewritten(
                dataFile("c.parquet", 5), attested("c.parquet", 5), derivation, "file:/wh/t/evidence/intents/i.json");
        ErasurePlan plan = new ErasurePlan(
                Optional.of(41L),
                3,
                SHA,
                Subject.of(List.of(
                        new SubjectTerm("identity.user_id", "p1.k1.AAAAAAAAAAAAAAAAAAAAAA"),
                        new SubjectTerm("identity.end_user_id", "p1.k1.BBBBBBBBBBBBBBBBBBBBBB"))),
                List.of(some, all),
                new Exclusions(3, Map.of("case-7", 2L), 1, List.of()),
                5,
                6,
                List.of(new LeftFile("file:/wh/t/data/x.parquet", 8, LeftFile.Reason.UNATTESTED)),
                Map.of());
        Erasure erasure = new Erasure(
                "change-9",
                plan,
                new Part(1, 1, plan.files(), Map.of(some.attested().path(), rewritten)),
                new ErasureRequest("j.doe", "a.smith", "request of the subject", "DSR-17"),
                Instant.parse("2026-11-22T07:00:00Z"));

        // When
        ChangeStatement statement = new ChangeStatement(
                HEAD,
                Cause.ERASE,
                1,
                3,
                erasure.removed(),
                List.of(rewritten.attested()),
                erasure.derivations(),
                erasure.terms(42));

        // Then
        Map<?, ?> envelope = (Map<?, ?>)
                JsonText.parse(Envelope.sign(statement, SigningKey.generate()).toBytes());
        assertThat(new String(Base64.getDecoder().decode((String) envelope.get("payload")), UTF_8))
                .isEqualTo(Golden.text("evidence/erase-v1.statement.json"));
    }

    private static FileErasure file(String name, long records, LeafRange gone) {
        return new FileErasure(dataFile(name, records), attested(name, records), 0, List.of(gone));
    }

    private static AttestedFile attested(String name, long records) {
        return new AttestedFile(
                "file:/wh/t/data/" + name,
                1234,
                SHA,
                records,
                ROOT,
                Map.of("retention_class", "std-1y", "custody", "std"));
    }

    private static DataFile dataFile(String name, long records) {
        return DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath("file:/wh/t/data/" + name)
                .withFileSizeInBytes(1234)
                .withRecordCount(records)
                .build();
    }
}
