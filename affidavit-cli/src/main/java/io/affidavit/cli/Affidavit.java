/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import io.affidavit.cli.adopt.AdoptCommand;
import io.affidavit.cli.checkpoint.CheckpointCommand;
import io.affidavit.cli.cutover.CutoverCommand;
import io.affidavit.cli.erase.EraseCommand;
import io.affidavit.cli.expire.ExpireCommand;
import io.affidavit.cli.gate.GateCommand;
import io.affidavit.cli.hold.HoldCommand;
import io.affidavit.cli.inspect.InspectCommand;
import io.affidavit.cli.keys.KeysCommand;
import io.affidavit.cli.mapping.MappingCommand;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.pair.PairCommand;
import io.affidavit.cli.policy.PolicyCommand;
import io.affidavit.cli.prove.ProveCommand;
import io.affidavit.cli.receipts.ReceiptsCommand;
import io.affidavit.cli.reconcile.ReconcileCommand;
import io.affidavit.cli.replay.ReplayCommand;
import io.affidavit.cli.report.ReportCommand;
import io.affidavit.cli.scan.ScanCommand;
import io.affidavit.cli.schema.SchemaCommand;
import io.affidavit.cli.seal.SealCommand;
import io.affidavit.cli.verify.VerifyCommand;
import io.affidavit.core.plugin.AffidavitVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/**
 * The {@code affidavit} command.
 *
 * <p>Exit codes, of every subcommand: 0 all is well, 1 something was found, 2 the command could not do its work.
 */
@Command(
        name = "affidavit",
        description = "Proves what an evidence archive holds, and shows what logs expose.",
        mixinStandardHelpOptions = true,
        versionProvider = Affidavit.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            VerifyCommand.class,
            InspectCommand.class,
            ExpireCommand.class,
            EraseCommand.class,
            SealCommand.class,
            AdoptCommand.class,
            ProveCommand.class,
            CheckpointCommand.class,
            HoldCommand.class,
            GateCommand.class,
            ReplayCommand.class,
            ReceiptsCommand.class,
            ReconcileCommand.class,
            PairCommand.class,
            CutoverCommand.class,
            ReportCommand.class,
            ScanCommand.class,
            PolicyCommand.class,
            SchemaCommand.class,
            MappingCommand.class,
            KeysCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Affidavit {

    /** Created by picocli. */
    Affidavit() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Returns the command line, for callers that keep the JVM. */
    public static CommandLine commandLine() {
        return new CommandLine(new Affidavit())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("affidavit: " + Failure.message(failure));
                    return Failure.EXIT_CODE;
                });
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"affidavit " + AffidavitVersion.current()};
        }
    }
}
