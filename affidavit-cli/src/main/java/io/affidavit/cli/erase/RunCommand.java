/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.erase;

import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.ErasurePlan;
import io.affidavit.archive.erase.ErasureRequest;
import io.affidavit.archive.erase.Subject;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.removal.Progress;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.table.Upkeeps;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Erases the records of a subject and carries every open erasure as far as it can go. */
@Command(
        name = "run",
        description =
                "Takes the records of a subject out of a table, deletes their bytes and certifies that they are gone.",
        footer = {
            "",
            "Doing it again goes on where a crash cut it short. No token or plain value stands in the statement.",
            "Exit code: 0 all records are gone and certified to be, 1 some stay, wait or cannot be told, 2 it could not be done."
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Mixin
    private SubjectOptions subjects;

    @Mixin
    private SignerOptions signer;

    @Option(names = "--requester", required = true, paramLabel = "NAME", description = "Who asked for it.")
    private String requester;

    @Option(
            names = "--approver",
            required = true,
            paramLabel = "NAME",
            description = "Who allowed it: somebody else. Stands in the statement, is not proved by it.")
    private String approver;

    @Option(names = "--legal-basis", required = true, paramLabel = "TEXT", description = "On what ground.")
    private String legalBasis;

    @Option(
            names = "--ticket",
            required = true,
            paramLabel = "TICKET",
            description = "The request on record. Stands in the statement for ever: name no subject here.")
    private String ticket;

    @Option(
            names = "--grace",
            defaultValue = "0s",
            paramLabel = "DURATION",
            description = "How long the bytes stay after the records left the table, such as 12h (default:"
                    + " ${DEFAULT-VALUE}, not at all).")
    private String grace;

    @Option(names = "--json", description = "Print the result as one JSON object, with where the held records are.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    RunCommand() {}

    @Override
    public Integer call() {
        Subject subject = subjects.subject();
        ErasureRequest request = request();
        Duration bytesStay = Upkeeps.grace(grace);
        try (OpenTable open = tableOptions.open()) {
            Eraser eraser = new Eraser(signer.of(open));
            ErasureReport report = open.guarded("Cannot erase records", () -> {
                ErasurePlan plan = eraser.plan(subject);
                List<StatementRef> statements = eraser.erase(plan, request, bytesStay);
                List<Progress> progress = eraser.advance();
                return ErasureReport.of(open, eraser, false, plan, statements, progress);
            });
            spec.commandLine().getOut().print(json ? report.json() : report.text());
            spec.commandLine().getOut().flush();
            return report.isEverything() ? 0 : 1;
        }
    }

    @SuppressWarnings("UnusedException") // its message is told
    private ErasureRequest request() {
        try {
            return new ErasureRequest(requester, approver, legalBasis, ticket);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
