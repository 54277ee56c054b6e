/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A table of the archive, read by a second engine: Iceberg tells which files are live, DuckDB reads them.
 */
public final class Archive implements AutoCloseable {
    private final Catalog catalog;
    private final TableIdentifier name;

    /**
     * @param directory of the embedded catalog
     * @param table {@code namespace.name}
     */
    public Archive(Path directory, String table) {
        this(Map.of("archive.embedded.directory", directory.toString()), table);
    }

    /**
     * @param catalogKeys the sink's keys of its catalog and store
     * @param table {@code namespace.name}
     */
    public Archive(Map<String, String> catalogKeys, String table) {
        this.catalog = Catalogs.open(catalogKeys);
        this.name = TableIdentifier.parse(table);
    }

    /** Rows of the current snapshot; 0 without a table. */
    public long rows() {
        return table().map(Table::currentSnapshot)
                .map(Snapshot::summary)
                .map(summary -> Long.parseLong(summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0")))
                .orElse(0L);
    }

    /** The statements of the table's commits, newest first. */
    public List<CommitStatement> statements() {
        List<CommitStatement> statements = new ArrayList<>();
        Optional<Table> table = table();
        Optional<StatementRef> ref = table.flatMap(found -> StatementRef.from(found.properties()));
        while (ref.isPresent()) {
            try {
                Statement statement = Envelope.parse(
                                StatementStore.of(table.get()).read(ref.get()))
                        .statement();
                if (statement instanceof CommitStatement commit) {
                    statements.add(commit);
                }
                ref = statement.previous();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return statements;
    }

    /** Live data files. */
    public List<Path> files() {
        Optional<Table> table = table();
        if (table.isEmpty()) {
            return List.of();
        }
        try (CloseableIterable<FileScanTask> tasks = table.get().newScan().planFiles()) {
            List<Path> files = new ArrayList<>();
            for (FileScanTask task : tasks) {
                files.add(
                        task.file().location().startsWith("s3:")
                                ? fetched(table.get(), task.file())
                                : local(task.file()));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks DuckDB.
     *
     * @param sql a query in which {@code TABLE} stands for the live files
     * @return rows of text; null for NULL
     */
    public List<List<String>> query(String sql) {
        return ask(sql(sql));
    }

    /** The query with the live files in place of {@code TABLE}. */
    String sql(String query) {
        String files = files().stream().map(file -> "'" + file + "'").collect(Collectors.joining(","));
        return query.replace("TABLE", "read_parquet([" + files + "], union_by_name = true, hive_partitioning = false)");
    }

    static List<List<String>> ask(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask DuckDB", e);
        }
    }

    /** The one number that a query gives. */
    public long number(String sql) {
        return Long.parseLong(query(sql).get(0).get(0));
    }

    /** Takes one live file out of the table, as a careless or hostile engine could. */
    public void dropFile(Path file) {
        Table table = table().orElseThrow();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (local(task.file()).equals(file)) {
                    table.newDelete().deleteFile(task.file()).commit();
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("Not a live file: " + file);
    }

    /** A live file that holds one row only. */
    public Path fileOfOneRow() {
        try (CloseableIterable<FileScanTask> tasks =
                table().orElseThrow().newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.file().recordCount() == 1) {
                    return local(task.file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No file holds one row only");
    }

    /** The next offset to archive of each partition of a topic, over all lineages; of those that stand anywhere. */
    public Map<Integer, Long> next(String topic) {
        Map<Integer, Long> next = new TreeMap<>();
        table().map(Watermarks::of)
                .ifPresent(watermarks -> watermarks.marks().forEach((source, mark) -> {
                    if (source.topic().equals(topic)) {
                        next.merge(source.partition(), mark.next(), Math::max);
                    }
                }));
        return next;
    }

    /** What does not hold of the table's statements, files and rows. */
    public List<Finding> findings(Path trustedKeys) {
        return table().map(table -> Verifier.verify(table, TrustedKeys.read(trustedKeys), 2, Progress.NONE)
                        .findings())
                .orElse(List.of());
    }

    /** The catalog, to meddle with the table as other engines do. */
    public Catalog catalog() {
        return catalog;
    }

    /** The table's name in the catalog. */
    public TableIdentifier name() {
        return name;
    }

    /** A copy of a file that DuckDB cannot reach. */
    private static Path fetched(Table table, DataFile file) throws IOException {
        Path copy = Files.createTempFile("affidavit-fetched-", ".parquet");
        copy.toFile().deleteOnExit();
        try (InputStream in = table.io().newInputFile(file.location()).newStream()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private static Path local(DataFile file) {
        return Path.of(file.location().replaceFirst("^file:(//)?", ""));
    }

    private Optional<Table> table() {
        try {
            return Optional.of(catalog.loadTable(name));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}
