/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.source.PostgresLogsSourceConfig;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.postgres.PostgresRowStore;
import io.affidavit.source.postgres.StoreMeters;
import io.affidavit.source.spi.RowStore;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a source table with its topic and its archive. */
@Command(
        name = "reconcile",
        description = "Compares source table, topic and archive, and names the rows that differ by primary key.",
        footer = {"", "Exit code: 0 all rows match, 1 some do not, 2 a tier could not be read."})
public final class ReconcileCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions sourceOptions;

    @Mixin
    private TopicOptions topicOptions;

    @Mixin
    private TableOptions tableOptions;

    @Option(
            names = "--until",
            paramLabel = "POSITION",
            description =
                    "Compare rows before this value of the cursor column, as 2026-01-02T03:04:05.000000Z or a number."
                            + " The default, and the latest possible, is what the connector may have read by now.")
    private String until;

    @Option(
            names = "--max-keys",
            defaultValue = "100",
            paramLabel = "N",
            description = "Most findings to print (default: ${DEFAULT-VALUE}).")
    private int maxKeys;

    @Option(
            names = "--quarantine-table",
            paramLabel = "NAME",
            description = "Quarantine table of the sink, where other than the table's name with _quarantine.")
    private String quarantineTable;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as one JSON object to this file, too.")
    private Path json;

    @Option(names = "--progress", description = "Say on standard error how many rows are read.")
    private boolean progress;

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ReconcileCommand() {}

    @Override
    public Integer call() {
        PostgresLogsSourceConfig config = sourceOptions.config();
        try (OpenTable table = tableOptions.open();
                RowStore store = open(config)) {
            WindowGrid grid = config.grid(store.isTimed());
            long bound = bound(store);
            Origin origin = new Origin(config.system(), config.instance(), config.entity());
            List<Tier> tiers = new ArrayList<>(List.of(
                    new SourceTier(store, grid, bound),
                    topicOptions.tier(config, origin, store.positions()),
                    ArchiveTier.events(table.table(), origin, store.positions())));
            quarantine(table)
                    .map(found -> ArchiveTier.quarantine(found, origin, store.positions()))
                    .ifPresent(tiers::add);
            Reconciliation result = new Reconciler(
                            grid, bound, tiers, Reconciler.MOST_ROWS_IN_MEMORY, Math.max(0, maxKeys), hearing())
                    .reconcile();
            ReconcileReport report = new ReconcileReport(origin, grid, store.positions(), result);
            write(report);
            return result.matches() ? 0 : 1;
        }
    }

    private Optional<Table> quarantine(OpenTable events) {
        try {
            return quarantineTable == null
                    ? events.sibling("_quarantine")
                    : Optional.of(events.catalog().loadTable(TableIdentifier.parse(quarantineTable)));
        } catch (RuntimeException e) {
            throw Failure.of("Cannot load the quarantine table", e, "Check --quarantine-table and the catalog keys.");
        }
    }

    private static RowStore open(PostgresLogsSourceConfig config) {
        try {
            return PostgresRowStore.open(
                    config.endpoint("affidavit-reconcile"),
                    config.tableSettings(config.hashedColumns()),
                    StoreMeters.none());
        } catch (StoreException e) {
            throw new Failure(e.getMessage());
        }
    }

    private long bound(RowStore store) {
        return until == null ? CompareBound.of(store) : CompareBound.of(store, until);
    }

    private void write(ReconcileReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(report.text());
        out.flush();
        if (json != null) {
            try {
                Files.writeString(json, report.json(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw Failure.of(
                        "Cannot write --json " + json, e, "Check that the directory exists and can be written.");
            }
        }
    }

    private Reconciler.Hearing hearing() {
        if (!progress) {
            return Reconciler.Hearing.NONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        return (tier, rows) -> {
            err.println("reading " + tier.text() + ": " + rows + " rows");
            err.flush();
        };
    }
}
