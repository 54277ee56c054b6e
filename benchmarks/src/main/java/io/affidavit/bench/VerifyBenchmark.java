/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verification;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/**
 * What verification costs over reading: all statements, files and rows of an archived table recomputed, beside a scan that
 * reads the same columns of the same rows through Iceberg's own reader and looks at none. CPU of the whole process.
 */
final class VerifyBenchmark implements Benchmark {

    private static final int DISTINCT = 50_000;
    private static final int BATCH = 5_000;
    private static final int FILE = 200_000;
    private static final int ROWS = 10_000_000;
    private static final int QUICK_ROWS = 600_000;

    private final int rows;
    private final int runs;

    /** @param arguments {@code --quick} for a fraction of the rows */
    VerifyBenchmark(List<String> arguments) {
        boolean quick = arguments.equals(List.of("--quick"));
        if (!quick && !arguments.isEmpty()) {
            throw new IllegalArgumentException("Cannot run verify: the only argument is --quick.");
        }
        this.rows = quick ? QUICK_ROWS : ROWS;
        this.runs = quick ? 5 : 3;
    }

    @Override
    public Result run() throws Exception {
        Path directory = Files.createTempDirectory("affidavit-bench");
        Map<String, String> config = config(directory);
        try {
            archive(config);
            Catalog catalog = Catalogs.open(config);
            try {
                Table table = catalog.loadTable(Sinks.EVENTS);
                SigningKey key = SigningKey.parse(config.get("archive.signing.key"));
                return measure(table, TrustedKeys.of(key.verificationKey()));
            } finally {
                Catalogs.close(catalog);
            }
        } finally {
            Sinks.delete(directory);
        }
    }

    private Result measure(Table table, TrustedKeys trusted) throws Exception {
        double[] scans = new double[runs];
        double[] verifications = new double[runs];
        for (int run = -1; run < runs; run++) {
            double scan = Cpu.process(() -> scan(table));
            double verification = Cpu.process(() -> verify(table, trusted));
            System.err.printf(
                    "run %d: scan %,.0f, verify %,.0f rows per CPU-second%n",
                    run + 1, rows / scan, rows / verification);
            if (run >= 0) {
                scans[run] = rows / scan;
                verifications[run] = rows / verification;
            }
        }
        double scan = Cpu.median(scans);
        double verification = Cpu.median(verifications);
        return new Result(String.format("%,d rows", rows), "rows/CPU-s", "of the scan")
                .row("scan of all columns", scan, 1.0)
                .row("verify", verification, verification / scan)
                .figure("rows", rows)
                .figure("rows_per_cpu_s", verification)
                .figure("scan_ratio", verification / scan);
    }

    private void archive(Map<String, String> config) throws Exception {
        System.err.printf("Archiving %,d rows ...%n", rows);
        try (ArchiveTaskRun run = new ArchiveTaskRun(config, 0, 1, Events.structs(DISTINCT, 7))) {
            for (int done = 0; done < rows; done += BATCH) {
                run.put(BATCH);
            }
            run.awaitDurable();
        }
    }

    private void verify(Table table, TrustedKeys trusted) {
        Verification result = Verifier.verify(table, trusted, 1, Progress.NONE);
        if (!result.ok() || result.rows() != rows) {
            throw new IllegalStateException("Cannot measure: the table does not verify with " + rows + " rows.");
        }
    }

    private void scan(Table table) {
        long seen = 0;
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            for (FileScanTask file : files) {
                try (CloseableIterable<StructLike> read = Parquet.read(
                                table.io().newInputFile(file.file().location()))
                        .project(table.schema())
                        .createReaderFunc(type -> InternalReader.create(table.schema(), type))
                        .reuseContainers()
                        .build()) {
                    for (StructLike row : read) {
                        seen += row.size() > 0 ? 1 : 0;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (seen != rows) {
            throw new IllegalStateException("Cannot measure: the scan saw " + seen + " of " + rows + " rows.");
        }
    }

    private static Map<String, String> config(Path directory) {
        Map<String, String> config =
                Sinks.archiveConfig(Sinks.catalogConfig(directory.resolve("run")), "verify", "bench");
        config.put("archive.commit.records", Integer.toString(FILE));
        config.put("archive.commit.interval.ms", "3600000");
        return config;
    }
}
