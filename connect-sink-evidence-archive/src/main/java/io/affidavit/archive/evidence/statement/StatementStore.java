/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;

/**
 * The statements of one table, as files beside it: {@code <location>/_evidence/<sequence, 12 digits>-<first 16 hex digits of
 * the envelope's SHA-256>.dsse.json}. A statement is written before the commit that it belongs to; one whose commit was
 * refused is unreferenced and may be {@link #delete deleted}.
 */
public final class StatementStore {

    private static final int NAME_DIGITS = 16;
    private static final String CHECKPOINT = "checkpoint";

    private final FileIO io;
    private final String folder;

    /**
     * Opens the folder of {@code tableLocation}.
     *
     * @param io the table's store
     */
    public StatementStore(FileIO io, String tableLocation) {
        this.io = io;
        this.folder = tableLocation.replaceAll("/+$", "") + "/_evidence/";
    }

    /** Opens the folder of {@code table}. */
    public static StatementStore of(Table table) {
        return new StatementStore(table.io(), table.location());
    }

    /**
     * Signs and stores {@code statement}.
     *
     * @return where it is, to be put into the snapshot summary and the table's properties by its commit
     * @throws UncheckedIOException when the store refuses
     */
    public StatementRef write(Statement statement, SigningKey key) {
        byte[] envelope = Envelope.sign(statement, key).toBytes();
        String sha256 = Sha256.hex(envelope);
        String path = String.format(
                Locale.ROOT, "%s%012d-%s.dsse.json", folder, statement.sequence(), sha256.substring(0, NAME_DIGITS));
        // the name holds the content's hash: overwriting can only replace equal bytes or a torn earlier write
        try (OutputStream out = io.newOutputFile(path).createOrOverwrite()) {
            out.write(envelope);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot store statement " + statement.sequence() + " at " + path + ".", e);
        }
        return new StatementRef(path, sha256, statement.sequence());
    }

    /**
     * Returns the bytes of an envelope.
     *
     * @throws IOException when it cannot be read
     * @throws org.apache.iceberg.exceptions.NotFoundException when it is not there
     */
    public byte[] read(StatementRef ref) throws IOException {
        try (InputStream in = io.newInputFile(ref.path()).newStream()) {
            return in.readAllBytes();
        }
    }

    /**
     * Stores the newest checkpoint, {@code _evidence/checkpoint}, in the place of the one before.
     *
     * @throws UncheckedIOException when the store refuses
     */
    public void writeCheckpoint(byte[] note) {
        String path = folder + CHECKPOINT;
        try (OutputStream out = io.newOutputFile(path).createOrOverwrite()) {
            out.write(note);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot store checkpoint at " + path + ".", e);
        }
    }

    /** Deletes a statement that no commit refers to. */
    public void delete(StatementRef ref) {
        io.deleteFile(ref.path());
    }
}
