/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.replay.grant.Budget;
import io.affidavit.archive.replay.grant.OffsetWindow;
import io.affidavit.archive.replay.grant.ReplayRequest;
import io.affidavit.archive.replay.grant.Scope;
import io.affidavit.archive.replay.grant.SignedRequest;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a signed request. */
@Command(
        name = "request",
        description = "Asks for a replay: writes a request, signed, for somebody else to approve.",
        footer = {"", "Exit code: 0 the request is written, 2 it is not."})
final class RequestCommand implements Callable<Integer> {

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "Names the grant: letters, digits, dots and dashes. Never use one twice.")
    private String id;

    @Option(
            names = "--connector",
            required = true,
            paramLabel = "NAME",
            description = "The one connector that may use the grant.")
    private String connector;

    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "Topic to replay to.")
    private String topic;

    @Option(names = "--requester", required = true, paramLabel = "NAME", description = "Who asks.")
    private String requester;

    @Option(names = "--purpose", required = true, paramLabel = "TEXT", description = "What for.")
    private String purpose;

    @Option(names = "--ticket", required = true, paramLabel = "TEXT", description = "Where that is recorded.")
    private String ticket;

    @Option(
            names = "--where",
            required = true,
            paramLabel = "PREDICATE",
            description =
                    "Which records, by archived columns: tenant_id = 'acme' and event_time >= '2026-01-01T00:00:00Z'.")
    private String where;

    @Option(
            names = "--offsets",
            paramLabel = "TOPIC-PARTITION:FROM-TO",
            description = "Only these offsets, TO not included. May be repeated.")
    private List<String> offsets = List.of();

    @Option(
            names = "--permission",
            required = true,
            paramLabel = "VALUE",
            description = "Value of lifecycle.replay_permission whose records may be replayed. May be repeated.")
    private Set<String> permissions = new LinkedHashSet<>();

    @ArgGroup(multiplicity = "1")
    private MaskingOptions masking;

    @Option(names = "--max-records", required = true, paramLabel = "N", description = "Most records.")
    private long maxRecords;

    @Option(
            names = "--max-bytes",
            required = true,
            paramLabel = "N",
            description = "Most bytes, of the records' canonical encoding in the archive.")
    private long maxBytes;

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            description = "When it begins, such as 2026-01-01T00:00:00Z. By default now.")
    private Instant notBefore = Clock.systemUTC().instant();

    @Option(names = "--expires", required = true, paramLabel = "TIME", description = "When it ends.")
    private Instant expires;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The requester's private key, in PEM, as affidavit keys generate makes it.")
    private Path key;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write. Never overwrites.")
    private Path out;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    RequestCommand() {}

    @Override
    public Integer call() {
        try (OpenTable open = tableOptions.open()) {
            SignedRequest request = GrantFiles.guarded(() -> {
                ReplayRequest terms = request(open);
                terms.scope().where().check(open.table().schema());
                return SignedRequest.sign(terms, GrantFiles.key(key));
            });
            GrantFiles.write(out, request.json());
            spec.commandLine().getOut().print(GrantText.of(request));
            spec.commandLine().getOut().println("Wrote " + out + ". Have somebody else approve it.");
            return 0;
        }
    }

    private ReplayRequest request(OpenTable open) {
        return new ReplayRequest(
                id,
                open.id().toString(),
                open.table().uuid().toString(),
                connector,
                topic,
                requester,
                purpose,
                ticket,
                new Scope(
                        HoldPredicate.parse(where),
                        offsets.stream().map(OffsetWindow::parse).toList(),
                        permissions),
                masking.masking(),
                new Budget(maxRecords, maxBytes),
                notBefore.truncatedTo(ChronoUnit.MILLIS),
                expires.truncatedTo(ChronoUnit.MILLIS));
    }
}
