/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.OpenTable;
import io.affidavit.cli.table.TableOptions;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.cli.topic.TopicReader;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expression;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the three places, and the comparison of what they hold. */
public final class ReconcileOptions {

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
            names = "--quarantine-table",
            paramLabel = "NAME",
            description = "Quarantine table of the sink, where other than the table's name with _quarantine.")
    private String quarantineTable;

    /** Filled in by picocli. */
    public ReconcileOptions() {}

    /**
     * A comparison, and how it reads.
     *
     * @param text for people
     * @param document for programs
     * @param oldestMissingMicros start of the oldest window with a row that the topic lacks, where cursors are times
     */
    public record Outcome(
            Reconciliation result, String text, Map<String, Object> document, Optional<Long> oldestMissingMicros) {}

    /** What reads the topics, for whoever compares more of them. */
    public TopicReader topics() {
        return topicOptions.reader();
    }

    /** The brokers' options, for whoever keeps something on them. */
    public BrokerOptions broker() {
        return topicOptions.broker();
    }

    /** Reads the three places and compares them. */
    Outcome compare(int maxKeys, Reconciler.Hearing hearing) {
        ReadingConfig config = sourceOptions.config();
        try (OpenTable table = tableOptions.open();
                LogSource store = open(config)) {
            WindowGrid grid = config.grid(store.isTimed());
            long bound = until == null ? CompareBound.of(store) : CompareBound.of(store, until);
            Origin origin = new Origin(config.system(), config.instance(), config.entity());
            Function<Set<Long>, Expression> windows =
                    chosen -> WindowFilter.of("source.position", grid, store.positions(), chosen);
            List<Tier> tiers = new ArrayList<>(List.of(
                    new SourceTier(store, grid, bound),
                    topicOptions.tier(config, origin, store.positions(), grid),
                    ArchiveTier.events(table.table(), origin, store.positions(), windows)));
            quarantine(table)
                    .map(found -> ArchiveTier.quarantine(found, origin, store.positions(), windows))
                    .ifPresent(tiers::add);
            Reconciliation result = new Reconciler(
                            grid, bound, tiers, Reconciler.MOST_ROWS_IN_MEMORY, Math.max(0, maxKeys), hearing)
                    .reconcile();
            ReconcileReport report = new ReconcileReport(origin, grid, store.positions(), result);
            return new Outcome(
                    result,
                    report.text(),
                    report.document(),
                    store.isTimed() ? oldestMissing(result, grid) : Optional.empty());
        }
    }

    /** Reads the three places and compares them, without saying how far it is. */
    public Outcome compare(int maxKeys) {
        return compare(maxKeys, Reconciler.Hearing.NONE);
    }

    private static Optional<Long> oldestMissing(Reconciliation result, WindowGrid grid) {
        return result.findings().stream()
                .filter(finding -> finding.state() == State.MISSING_IN_TOPIC)
                .map(finding -> grid.startOf(finding.window()))
                .min(Long::compare);
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

    private static LogSource open(ReadingConfig config) {
        try {
            return config.open("affidavit-reconcile", config.hashedColumns(), SourceMeters.none());
        } catch (StoreException e) {
            throw new Failure(e.getMessage());
        }
    }
}
