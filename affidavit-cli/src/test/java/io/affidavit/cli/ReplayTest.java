/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.replay.grant.Masking;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about grants of replays, run as users run them. */
class ReplayTest {

    private static final SigningKey REQUESTER = SigningKey.generate();
    private static final SigningKey APPROVER = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, APPROVER);
        Files.writeString(file("requester.pem"), REQUESTER.toPem());
        Files.writeString(file("approver.pem"), APPROVER.toPem());
        Files.writeString(
                file("trust.pem"),
                REQUESTER.verificationKey().toPem() + APPROVER.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void asksApprovesAndChecks() throws IOException {
        // When
        CommandRun asked = request("--no-masking");
        CommandRun before = check("request.json");
        CommandRun approved = authorize("A. Prover", "approver.pem");
        CommandRun after = check("grant.json");

        // Then
        assertThat(asked.err()).isEmpty();
        assertThat(asked.exitCode()).isZero();
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.out()).contains("NOT VALID: Cannot use replay grant: nobody has approved it");
        assertThat(approved.err()).isEmpty();
        assertThat(approved.exitCode()).isZero();
        assertThat(after.exitCode()).isZero();
        assertThat(after.out())
                .startsWith("Replay audit-7")
                .contains("where        id >= 0")
                .contains("permissions  auditors, internal")
                .contains("to topic     replay.audit-7 by connector replay-audit-7")
                .contains("masking      NONE")
                .contains("at most      1,000 records, 1,000,000 bytes")
                .contains("asked by     R. Questor, key " + REQUESTER.id())
                .contains("approved by  A. Prover, key " + APPROVER.id())
                .endsWith("VALID" + System.lineSeparator());
        ReplayGrant grant = ReplayGrant.parse(Files.readString(file("grant.json")));
        assertThat(grant.terms().tableUuid()).isEqualTo(events.table().uuid().toString());
        assertThatCode(() ->
                        grant.checkSignatures(TrustedKeys.of(REQUESTER.verificationKey(), APPROVER.verificationKey())))
                .doesNotThrowAnyException();
    }

    @Test
    void copiesMaskingWithoutItsSecrets() throws IOException {
        Files.writeString(file("connector.json"), """
                {"name": "replay-audit-7", "config": {
                  "transforms": "mask",
                  "transforms.mask.type": "io.affidavit.smt.MaskFields",
                  "transforms.mask.mask.actions": "PERSON=pseudonym",
                  "transforms.mask.mask.hmac.key": "${secrets:/a:b}"}}
                """);

        CommandRun asked = request("--masking", file("connector.json").toString());

        assertThat(asked.err()).isEmpty();
        assertThat(asked.out()).contains("mask.actions=PERSON=pseudonym").contains("mask.hmac.key set, to a secret");
        authorize("A. Prover", "approver.pem");
        assertThat(ReplayGrant.parse(Files.readString(file("grant.json")))
                        .terms()
                        .masking())
                .isEqualTo(new Masking.Transform(
                        "mask", Map.of("mask.actions", "PERSON=pseudonym"), Set.of("mask.hmac.key")));
    }

    @Test
    void leavesNoChoiceOfMaskingOpen() {
        CommandRun asked = request();

        assertThat(asked.exitCode()).isEqualTo(2);
        assertThat(file("request.json")).doesNotExist();
    }

    @Test
    void refusesSelfApproval() {
        request("--no-masking");

        CommandRun byKey = authorize("A. Prover", "requester.pem");
        CommandRun byName = authorize("r. questor", "approver.pem");

        assertThat(byKey.exitCode()).isEqualTo(2);
        assertThat(byKey.err()).contains("the key that asked for it approved it");
        assertThat(byName.exitCode()).isEqualTo(2);
        assertThat(byName.err()).contains("who asked for it approved it");
        assertThat(file("grant.json")).doesNotExist();
    }

    @Test
    void refusesToApproveWhatNobodyTrustedAskedFor() throws IOException {
        request("--no-masking");
        Files.writeString(file("trust.pem"), APPROVER.verificationKey().toPem());

        CommandRun approved = authorize("A. Prover", "approver.pem");

        assertThat(approved.exitCode()).isEqualTo(2);
        assertThat(approved.err()).contains("which is not trusted");
    }

    @Test
    void saysWhenAGrantHasExpired() {
        request("--no-masking", "--not-before", "2020-01-01T00:00:00Z", "--expires", "2020-02-01T00:00:00Z");
        authorize("A. Prover", "approver.pem");

        CommandRun checked = check("grant.json");

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).contains("NOT VALID: Cannot use replay grant: it expired at 2020-02-01T00:00:00Z");
    }

    @Test
    void refusesInWordsThatHelp() {
        assertThat(request("--no-masking", "--where", "idd = 1").err()).contains("has no column idd. Did you mean id?");
        assertThat(request("--no-masking", "--permission", "denied").err()).contains("are never replayed");
        assertThat(request("--no-masking", "--offsets", "events:7").err())
                .contains("not of the form topic-partition:from-to");
        assertThat(check("none.json").err()).contains("there is no readable file of that name");
        request("--no-masking");
        assertThat(request("--no-masking").err()).contains("it exists. Give another --out");
    }

    private CommandRun request(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "replay",
                "request",
                "--table",
                "db.events",
                "--id",
                "audit-7",
                "--connector",
                "replay-audit-7",
                "--topic",
                "replay.audit-7",
                "--requester",
                "R. Questor",
                "--purpose",
                "Audit",
                "--ticket",
                "AUD-7",
                "--permission",
                "auditors",
                "--permission",
                "internal",
                "--max-records",
                "1000",
                "--max-bytes",
                "1000000",
                "--key",
                file("requester.pem").toString(),
                "--out",
                file("request.json").toString()));
        List<String> given = List.of(more);
        if (!given.contains("--where")) {
            args.addAll(List.of("--where", "id >= 0"));
        }
        if (!given.contains("--expires")) {
            args.addAll(List.of("--expires", "2999-01-01T00:00:00Z"));
        }
        args.addAll(given);
        EvidentTable.catalogProperties(directory).forEach((name, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + name + "=" + value);
        });
        return CommandRun.of(args.toArray(String[]::new));
    }

    private CommandRun authorize(String approver, String key) {
        return CommandRun.of(
                "replay",
                "authorize",
                file("request.json").toString(),
                "--key",
                file(key).toString(),
                "--approver",
                approver,
                "--trust",
                file("trust.pem").toString(),
                "--out",
                file("grant.json").toString());
    }

    private CommandRun check(String name) {
        return CommandRun.of(
                "replay",
                "check",
                file(name).toString(),
                "--trust",
                file("trust.pem").toString());
    }

    private Path file(String name) {
        return directory.resolve(name);
    }
}
