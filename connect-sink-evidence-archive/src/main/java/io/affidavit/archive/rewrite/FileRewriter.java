/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.rewrite;

import io.affidavit.archive.evidence.FileEvidence;
import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.evidence.statement.PartitionText;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.CustodyMetrics;
import io.affidavit.archive.write.SingleFile;
import io.affidavit.archive.write.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes the rows of attested files anew, with the table's current schema, in the order they had. The rows keep their leaf
 * hashes. Every file is read back before it is handed over. Not thread-safe.
 */
public final class FileRewriter {

    private final Table table;
    private final Intents intents;

    /**
     * @param table as it was loaded last
     * @param intents where files are declared before they are opened
     */
    public FileRewriter(Table table, Intents intents) {
        this.table = table;
        this.intents = intents;
    }

    /**
     * Writes what is kept of {@code sources} into one file.
     *
     * @param target where the file belongs; its rows stay as they are, whatever partition they were in
     * @param sources at least one; their rows follow each other in this order
     * @return empty when no row is kept
     * @throws AlteredFileException when a source does not hold what was attested of it; nothing is left behind then
     */
    public Optional<Rewritten> rewrite(ArchivePartition target, List<Source> sources) {
        StructLike partition = target.tuple(table.spec());
        LazyFile file = new LazyFile(partition);
        WrittenFile written = null;
        boolean complete = false;
        try {
            List<Origin> origins = new ArrayList<>();
            for (Source source : sources) {
                origins.add(new SourceRows(table, source, file).copy());
            }
            if (file.opened == null) {
                complete = true;
                return Optional.empty();
            }
            written = file.opened.close();
            requireReadable(written);
            Rewritten rewritten = rewritten(written, origins);
            complete = true;
            return Optional.of(rewritten);
        } finally {
            if (!complete) {
                abandon(file, written);
            }
        }
    }

    /** Removes a file that no commit is going to refer to. Never throws. */
    public void discard(Rewritten rewritten) {
        SingleFile.discard(table, rewritten.file().location(), rewritten.intent());
    }

    private void abandon(LazyFile file, WrittenFile written) {
        if (written != null) {
            SingleFile.discard(table, written.file().location(), written.intent());
        } else if (file.opened != null) {
            file.opened.abort();
        }
    }

    /** No row, no file. */
    private final class LazyFile implements SourceRows.Target {
        private final StructLike partition;
        private SingleFile opened;

        LazyFile(StructLike partition) {
            this.partition = partition;
        }

        @Override
        public void write(byte[] fields, int offset, int length) {
            if (opened == null) {
                opened = new SingleFile(table, partition, intents);
            }
            opened.write(fields, offset, length);
        }
    }

    private void requireReadable(WrittenFile written) {
        FileEvidence evidence = new FileEvidence(table.schema());
        try (CloseableIterable<StructLike> rows =
                StoredRows.of(table.io(), written.file().location(), table.schema())) {
            rows.forEach(evidence::leaf);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot close data file: " + written.file().location(), e);
        }
        if (!evidence.root().equals(written.root())) {
            throw new AlteredFileException(written.file().location());
        }
    }

    private Rewritten rewritten(WrittenFile written, List<Origin> origins) {
        DataFile file = withoutCustodyBounds(written.file());
        AttestedFile attested = new AttestedFile(
                file.location(),
                written.digest().length(),
                written.digest().sha256(),
                file.recordCount(),
                written.root(),
                PartitionText.of(table.spec(), file.partition()));
        return new Rewritten(file, attested, new Derivation(file.location(), origins), written.intent());
    }

    private DataFile withoutCustodyBounds(DataFile file) {
        Metrics metrics = new Metrics(
                file.recordCount(),
                file.columnSizes(),
                file.valueCounts(),
                file.nullValueCounts(),
                file.nanValueCounts(),
                file.lowerBounds(),
                file.upperBounds());
        return DataFiles.builder(table.spec())
                .copy(file)
                .withMetrics(CustodyMetrics.without(table.schema(), metrics))
                .build();
    }
}
