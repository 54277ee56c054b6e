/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.rewrite;

import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.hash.MerkleTree;
import io.affidavit.archive.evidence.hash.PrunedTree;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.row.CanonicalRow;
import io.affidavit.archive.evidence.row.RowDecoder;
import io.affidavit.archive.evidence.statement.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Reads one source, hands on the rows that are kept, and says what became of the others. */
final class SourceRows {

    /** Takes rows by their encoded fields. */
    interface Target {
        void write(byte[] fields, int offset, int length);
    }

    private final Table table;
    private final Source source;
    private final Target target;
    private final RowDecoder current;
    private final CanonicalRow encoder;
    private final MessageDigest leafDigest = Sha256.newDigest();
    private final MerkleTree tree = new MerkleTree();
    private final List<LeafRange> gone = new ArrayList<>();
    private byte[] fields = new byte[0];

    SourceRows(Table table, Source source, Target target) {
        this.table = table;
        this.source = source;
        this.target = target;
        this.current = new RowDecoder(table.schema());
        this.encoder = new CanonicalRow(schema());
    }

    private Schema schema() {
        Schema schema = table.schemas().get(source.schemaId());
        if (schema == null) {
            throw new AlteredFileException(source.file().path());
        }
        return schema;
    }

    /** @throws AlteredFileException when the rows are not the attested ones; some may have been handed on */
    Origin copy() {
        Schema schema = schema();
        String path = source.file().path();
        List<byte[]> nodes;
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), path, schema)) {
            Iterator<StructLike> each = rows.iterator();
            nodes = PrunedTree.nodes(source.file().records(), () -> next(each));
            if (each.hasNext()
                    || !HexFormat.of()
                            .formatHex(tree.root())
                            .equals(source.file().root())) {
                throw new AlteredFileException(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close data file: " + path, e);
        }
        return new Origin(
                path, gone, nodes.stream().map(HexFormat.of()::formatHex).toList());
    }

    private Optional<byte[]> next(Iterator<StructLike> rows) {
        if (!rows.hasNext()) {
            throw new AlteredFileException(source.file().path());
        }
        int length = encoder.encodeFields(rows.next());
        if (length > fields.length) {
            fields = new byte[length + length / 2];
        }
        encoder.copyFields(fields, 0);
        CanonicalRow.updateLeafHash(fields, 0, length, leafDigest);
        byte[] hash = leafDigest.digest();
        boolean kept = source.keep().test(current.decode(fields, 0, length));
        if (kept) {
            target.write(fields, 0, length);
        } else {
            lose(tree.size());
        }
        tree.add(hash);
        return kept ? Optional.empty() : Optional.of(hash);
    }

    private void lose(long row) {
        int last = gone.size() - 1;
        if (last >= 0 && gone.get(last).to() == row) {
            gone.set(last, new LeafRange(gone.get(last).from(), row + 1));
        } else {
            gone.add(new LeafRange(row, row + 1));
        }
    }
}
