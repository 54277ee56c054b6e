/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.proof;

import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;

/** Makes proofs of records of one table. Reads, and changes nothing. */
public final class Prover {

    private final Table table;

    public Prover(Table table) {
        this.table = table;
    }

    /**
     * Proves the first record whose top-level text column has this value.
     *
     * @return empty when no live file holds one
     * @throws IllegalArgumentException when the table has no such text column
     * @throws IllegalStateException when no statement attests the file it is in
     * @throws UncheckedIOException when the store fails
     */
    public Optional<RecordProof> prove(String column, String value) {
        if (table.schema().findField(column) == null) {
            throw new IllegalArgumentException(
                    "Cannot prove record: table " + table.name() + " has no column " + column + ".");
        }
        try (CloseableIterable<FileScanTask> files =
                table.newScan().filter(Expressions.equal(column, value)).planFiles()) {
            for (FileScanTask task : files) {
                InputFile file = table.io().newInputFile(task.file().location());
                long index = indexOf(file, column, value);
                if (index >= 0) {
                    return Optional.of(prove(file, index));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long indexOf(InputFile file, String column, String value) throws IOException {
        long index = 0;
        try (CloseableIterable<StructLike> rows =
                StoredRows.of(file, table.schema().select(column))) {
            for (StructLike row : rows) {
                if (value.contentEquals(Objects.requireNonNullElse(row.get(0, CharSequence.class), ""))) {
                    return index;
                }
                index++;
            }
        }
        return -1;
    }

    private RecordProof prove(InputFile file, long index) throws IOException {
        Envelope envelope = attesting(file.location());
        Schema schema = table.schemas().getOrDefault(envelope.statement().schemaId(), table.schema());
        CanonicalRow canonical = new CanonicalRow(schema);
        MessageDigest digest = Sha256.newDigest();
        List<byte[]> leafHashes = new ArrayList<>();
        byte[] leaf = null;
        try (CloseableIterable<StructLike> rows = StoredRows.of(file, schema)) {
            for (StructLike row : rows) {
                if (leafHashes.size() == index) {
                    leaf = canonical.leaf(row);
                }
                canonical.updateLeafHash(row, digest);
                leafHashes.add(digest.digest());
            }
        }
        Map<Integer, String> columns = new TreeMap<>();
        schema.columns().forEach(column -> columns.put(column.fieldId(), column.name()));
        return new RecordProof(
                Base64.getEncoder().encodeToString(leaf),
                MerkleTree.prove(leafHashes, Math.toIntExact(index)),
                file.location(),
                envelope,
                columns);
    }

    /** The newest statement that attests the file as it was written. */
    private Envelope attesting(String path) throws IOException {
        StatementStore store = StatementStore.of(table);
        Optional<StatementRef> next = StatementRef.from(table.properties());
        while (next.isPresent()) {
            Envelope envelope = Envelope.parse(store.read(next.get()));
            Statement statement = envelope.statement();
            if (statement.written().stream().anyMatch(file -> file.path().equals(path))) {
                return envelope;
            }
            next = statement.previous();
        }
        throw new IllegalStateException(
                "Cannot prove record: no statement attests " + path + ". Run affidavit verify on the table.");
    }
}
