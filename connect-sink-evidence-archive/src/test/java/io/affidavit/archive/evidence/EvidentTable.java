/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** A real table in a directory, written the way the sink writes: files, statement and head in one commit. */
public final class EvidentTable implements AutoCloseable {

    /** The columns of the table. */
    public static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "retention_class", Types.StringType.get()),
            Types.NestedField.required(2, "custody", Types.StringType.get()),
            Types.NestedField.required(3, "event_time", Types.TimestampType.withZone()),
            Types.NestedField.required(4, "id", Types.LongType.get()),
            Types.NestedField.optional(5, "prompt", Types.StringType.get()),
            Types.NestedField.optional(6, "event_id", Types.StringType.get()));

    private static final long DAY_MICROS = 86_400_000_000L;

    private final Catalog catalog;
    private final Table table;
    private final SigningKey key;
    private long nextOffset;

    private EvidentTable(Catalog catalog, Table table, SigningKey key) {
        this.catalog = catalog;
        this.table = table;
        this.key = key;
    }

    /** Creates {@code db.events} with its catalog and warehouse under {@code directory}. */
    public static EvidentTable create(Path directory, SigningKey key) {
        return create(
                CatalogUtil.buildIcebergCatalog("iceberg", catalogProperties(directory), new Configuration()), key);
    }

    /** Creates {@code db.events} in a catalog, which closes with the table. */
    public static EvidentTable create(Catalog catalog, SigningKey key) {
        SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
        if (!namespaces.namespaceExists(Namespace.of("db"))) {
            namespaces.createNamespace(Namespace.of("db"));
        }
        PartitionSpec spec = PartitionSpec.builderFor(SCHEMA)
                .identity("retention_class")
                .identity("custody")
                .day("event_time")
                .build();
        Table table = catalog.createTable(TableIdentifier.of("db", "events"), SCHEMA, spec);
        return new EvidentTable(catalog, table, key);
    }

    /** The properties that open the catalog again. */
    public static Map<String, String> catalogProperties(Path directory) {
        return Map.of(
                "catalog-impl",
                JdbcCatalog.class.getName(),
                "uri",
                "jdbc:sqlite:" + directory.resolve("catalog.db"),
                "jdbc.schema-version",
                "V1",
                "warehouse",
                "file:" + directory.resolve("warehouse"));
    }

    /** Returns the table, refreshed. */
    public Table table() {
        table.refresh();
        return table;
    }

    /** Returns the table as somebody else opens it. */
    public Table fresh() {
        return catalog.loadTable(TableIdentifier.of("db", "events"));
    }

    /** Where the files are that a branch or tag lists. */
    public Set<String> paths(String ref) {
        return StreamSupport.stream(fresh().newScan().useRef(ref).planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toSet());
    }

    /** What a verifier finds who trusts the table's key. */
    public List<Finding> findings() {
        return Verifier.verify(fresh(), TrustedKeys.of(key.verificationKey()), 1, Progress.NONE)
                .findings();
    }

    /** Reads one of the table's statements. */
    public Statement read(StatementRef ref) {
        try {
            return Envelope.parse(StatementStore.of(table()).read(ref)).statement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Archives {@code count} records of one day in one file; returns the file as attested. */
    public AttestedFile archive(int count, int day) {
        return archive(count, day, key);
    }

    /** Archives with another key. */
    public AttestedFile archive(int count, int day, SigningKey signer) {
        Written written = write(count, day);
        long from = nextOffset;
        nextOffset += count;
        commit(written, List.of(OffsetRange.archived("events", 0, from, nextOffset)), signer);
        return written.attested();
    }

    /** Commits what was written with these offsets. */
    public void commit(Written written, List<OffsetRange> ranges, SigningKey signer) {
        table.refresh();
        StatementRef ref = StatementStore.of(table)
                .write(
                        new CommitStatement(
                                table.uuid().toString(),
                                "archive",
                                0,
                                "main",
                                StatementRef.from(table.properties()),
                                Instant.parse("2026-11-22T06:00:00Z"),
                                UUID.randomUUID().toString(),
                                table.schema().schemaId(),
                                ranges,
                                List.of(written.attested())),
                        signer);
        commit(Optional.of(written.file()), ref.toProperties());
    }

    /** Commits a file, if any, with this head. */
    public void commit(Optional<DataFile> file, Map<String, String> head) {
        Transaction transaction = table.newTransaction();
        AppendFiles append = transaction.newFastAppend();
        file.ifPresent(append::appendFile);
        head.forEach(append::set);
        append.commit();
        UpdateProperties properties = transaction.updateProperties();
        head.forEach(properties::set);
        properties.commit();
        transaction.commitTransaction();
    }

    /** A file that is in the store but not yet in the table. */
    public record Written(DataFile file, AttestedFile attested) {}

    /** Writes {@code count} rows of one day. */
    public Written write(int count, int day) {
        return write(count, day, "std-1y");
    }

    /** Archives records of another retention class. */
    public AttestedFile archive(int count, int day, String retentionClass) {
        Written written = write(count, day, retentionClass);
        long from = nextOffset;
        nextOffset += count;
        commit(written, List.of(OffsetRange.archived("events", 0, from, nextOffset)), key);
        return written.attested();
    }

    /** Archives records of one day with these prompts, null for none; the table's properties say how they are compressed. */
    public AttestedFile archive(int day, List<String> prompts) {
        Written written = write(prompts.size(), day, "std-1y", prompts::get);
        long from = nextOffset;
        nextOffset += prompts.size();
        commit(written, List.of(OffsetRange.archived("events", 0, from, nextOffset)), key);
        return written.attested();
    }

    /** Writes rows of another retention class. */
    public Written write(int count, int day, String retentionClass) {
        return write(count, day, retentionClass, EvidentTable::prompt);
    }

    private Written write(int count, int day, String retentionClass, IntFunction<String> prompts) {
        table.refresh();
        Schema schema = table.schema();
        String path = table.location() + "/data/" + UUID.randomUUID() + ".parquet";
        DigestingOutputFile out = new DigestingOutputFile(table.io().newOutputFile(path));
        FileEvidence evidence = new FileEvidence(schema);
        PartitionKey partition = new PartitionKey(table.spec(), schema);
        partition.partition(row(schema, 0, day, retentionClass, null));
        try {
            DataWriter<StructLike> writer = Parquet.writeData(out)
                    .schema(schema)
                    .withSpec(table.spec())
                    .withPartition(partition)
                    .setAll(table.properties())
                    .createWriterFunc(InternalWriter::createWriter)
                    .build();
            try (writer) {
                for (int i = 0; i < count; i++) {
                    StructLike row = row(schema, i, day, retentionClass, prompts.apply(i));
                    writer.write(row);
                    evidence.leaf(row);
                }
            }
            DataFile file = writer.toDataFile();
            return new Written(file, AttestedFile.of(file, table.spec(), out.digest(), evidence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prompt(int number) {
        return number % 7 == 0 ? null : "tell me about " + number;
    }

    private static StructLike row(Schema schema, int number, int day, String retentionClass, String prompt) {
        GenericRecord row = GenericRecord.create(schema);
        row.setField("retention_class", retentionClass);
        row.setField("custody", "std");
        row.setField("event_time", day * DAY_MICROS + number);
        row.setField("id", (long) number);
        row.setField("event_id", day + "-" + number);
        row.setField("prompt", prompt);
        return row;
    }

    /** Returns where a file of the table is on disk. */
    public static Path onDisk(String location) {
        return Path.of(location.replaceFirst("^file:", ""));
    }

    /** Changes one byte of a file. */
    public static void flipByte(String location, long position) {
        overwrite(location, bytes -> {
            bytes[(int) position] ^= 0x40;
            return bytes;
        });
    }

    /** Changes the bytes of a file, and removes the sum that Hadoop keeps beside it. */
    public static void overwrite(String location, UnaryOperator<byte[]> change) {
        try {
            Path path = onDisk(location);
            Files.write(path, change.apply(Files.readAllBytes(path)));
            Files.deleteIfExists(path.resolveSibling("." + path.getFileName() + ".crc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Catalogs.close(catalog);
    }
}
