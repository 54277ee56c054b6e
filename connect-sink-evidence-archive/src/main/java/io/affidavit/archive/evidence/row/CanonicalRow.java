/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;

/**
 * The canonical bytes of stored rows, version {@value #VERSION}.
 *
 * <p>A row is the list of its fields that are not null, in the order of their field ids, each as {@code field id, type tag,
 * length, value}. The schema's own id and the column names play no part, and {@code int} and {@code long}, {@code float}
 * and {@code double} share a tag: adding, renaming, reordering and widening columns leaves the bytes of old rows as they
 * were. Rows may hold Iceberg's internal values (a timestamp as {@link Long} microseconds, bytes as
 * {@link java.nio.ByteBuffer}) or those of its generic records ({@link java.time.OffsetDateTime}, {@code byte[]}); equal
 * values give equal bytes.
 *
 * <p>One instance serves one schema and one thread, and reuses its buffer: the hot path allocates nothing but for maps.
 */
public final class CanonicalRow {

    /** Names the encoding; it opens every leaf, so that no other format can be passed off as a row. */
    public static final String VERSION = "affidavit.row.v1";

    private static final byte[] PREFIX = ("\0" + VERSION).getBytes(StandardCharsets.US_ASCII);

    private final StructEncoder encoder;
    private final RowBuffer buffer = new RowBuffer();

    /**
     * Prepares the encoding of rows of {@code schema}.
     *
     * @throws IllegalArgumentException when the schema holds a type without a canonical form
     */
    public CanonicalRow(Schema schema) {
        this.encoder = new StructEncoder(schema.asStruct());
        buffer.putBytes(PREFIX);
    }

    /** Returns the leaf data of a row: the version's name, then the row's fields. */
    public byte[] leaf(StructLike row) {
        encode(row);
        return Arrays.copyOfRange(buffer.array(), 1, buffer.size());
    }

    /** Feeds {@code digest} the bytes whose SHA-256 is the row's leaf hash: {@code 0x00}, then {@link #leaf}. */
    public void updateLeafHash(StructLike row, MessageDigest digest) {
        encode(row);
        digest.update(buffer.array(), 0, buffer.size());
    }

    /** Feeds {@code digest} the same bytes for a row whose fields were encoded before, see {@link #encodeFields}. */
    public static void updateLeafHash(byte[] fields, int offset, int length, MessageDigest digest) {
        digest.update(PREFIX);
        digest.update(fields, offset, length);
    }

    /**
     * Encodes a row for keeping: its fields alone, without the version's name.
     *
     * @return how many bytes {@link #copyFields} will copy
     */
    public int encodeFields(StructLike row) {
        encode(row);
        return buffer.size() - PREFIX.length;
    }

    /** Copies the fields of the row encoded last. */
    public void copyFields(byte[] target, int offset) {
        System.arraycopy(buffer.array(), PREFIX.length, target, offset, buffer.size() - PREFIX.length);
    }

    private void encode(StructLike row) {
        buffer.truncate(PREFIX.length);
        encoder.encode(row, buffer);
    }
}
