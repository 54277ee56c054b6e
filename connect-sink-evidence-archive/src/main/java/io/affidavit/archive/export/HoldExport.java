/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.hold.Hold;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.core.data.JsonText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes the records of a hold: those of which its predicate is true or unknown, on its branch and in the current snapshot.
 * A table that is written to meanwhile is exported as it was loaded.
 */
public final class HoldExport {

    static final String FORMAT = "affidavit.hold.export.v1";
    static final String MANIFEST = "manifest.json";
    static final String RECORDS = "records.jsonl";
    static final String STATEMENTS = "statements";

    /**
     * What was written.
     *
     * @param files that were read
     * @param records that are held
     * @param unproven how many of them are in files that no statement attests
     */
    public record Summary(long files, long records, long unproven) {}

    private final Table table;
    private final Hold hold;
    private final Path directory;
    private final Map<String, Object> schemas = new TreeMap<>();
    private final List<Map<String, Object>> files = new ArrayList<>();
    private long records;
    private long unproven;

    private HoldExport(Table table, Hold hold, Path directory) {
        this.table = table;
        this.hold = hold;
        this.directory = directory;
    }

    /**
     * Exports a hold, open or past.
     *
     * @param directory empty, or not there yet
     * @throws UnprovableFileException when a file is not what its statement says
     * @throws UncheckedIOException when store or directory fail
     */
    public static Summary write(Table table, Hold hold, Path directory) {
        return new HoldExport(table, hold, directory).run();
    }

    private Summary run() {
        try {
            Files.createDirectories(directory.resolve(STATEMENTS));
            Set<String> paths = paths();
            CarriedStatements carried = CarriedStatements.of(table, paths);
            String placement = HoldRegistry.of(table)
                    .statement(hold.epoch())
                    .map(carried::add)
                    .orElseThrow();
            String digest = writeRecords(paths, carried);
            for (Map.Entry<String, byte[]> envelope : carried.envelopes().entrySet()) {
                Files.write(directory.resolve(STATEMENTS).resolve(envelope.getKey()), envelope.getValue());
            }
            // Last, so that an export that was cut short has none.
            Files.writeString(directory.resolve(MANIFEST), manifest(placement, digest) + "\n");
            return new Summary(files.size(), records, unproven);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot export hold " + hold.id(), e);
        }
    }

    private Set<String> paths() throws IOException {
        Set<String> paths = new TreeSet<>();
        if (table.refs().containsKey(hold.branch())) {
            collect(table.newScan().useRef(hold.branch()), paths);
        }
        if (table.currentSnapshot() != null) {
            collect(table.newScan(), paths);
        }
        return paths;
    }

    private void collect(TableScan scan, Set<String> paths) throws IOException {
        BiPredicate<DataFile, PartitionSpec> mayMatch = hold.predicate().ofFiles(table.schema());
        try (CloseableIterable<FileScanTask> tasks = scan.includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                if (mayMatch.test(task.file(), task.spec())) {
                    paths.add(task.file().location());
                }
            }
        }
    }

    /** Returns the digest over the written file. */
    private String writeRecords(Set<String> paths, CarriedStatements carried) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(directory.resolve(RECORDS)), digest);
                BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            for (String path : paths) {
                writeFile(path, carried.find(path), lines);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void writeFile(String path, Optional<StatedFile> attested, BufferedWriter lines) throws IOException {
        int schemaId = attested.map(StatedFile::schemaId).orElse(table.schema().schemaId());
        Schema schema = table.schemas().getOrDefault(schemaId, table.schema());
        long held = new HeldFile(path, schema, attested).write(table.io(), hold.predicate(), lines);
        schemas.putIfAbsent(Integer.toString(schema.schemaId()), JsonText.parse(SchemaParser.toJson(schema)));
        records += held;
        unproven += attested.isPresent() ? 0 : held;
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("path", path);
        attested.ifPresent(attestation -> file.put("statement", attestation.statement()));
        file.put("schemaId", schema.schemaId());
        file.put("held", held);
        files.add(file);
    }

    private String manifest(String placement, String digest) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("id", hold.id());
        about.put("matter", hold.matter());
        about.put("where", hold.predicate().text());
        about.put("epoch", hold.epoch());
        about.put("statement", placement);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("table", table.name());
        json.put("uuid", table.uuid().toString());
        json.put("snapshot", Long.toString(table.currentSnapshot().snapshotId()));
        json.put("hold", about);
        json.put("schemas", schemas);
        json.put("files", files);
        json.put("records", records);
        json.put("sha256", digest);
        return JsonText.write(json);
    }
}
