/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import io.affidavit.archive.evidence.FileDigest;
import io.affidavit.archive.evidence.FileEvidence;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;

/**
 * One data file of a commit.
 *
 * @param path as the table names it
 * @param length bytes
 * @param sha256 over the file's bytes, 64 lower-case hex digits
 * @param records number of rows
 * @param root Merkle root over the rows in file order, 64 lower-case hex digits
 * @param partition partition values as text by partition field name, without nulls
 */
public record AttestedFile(
        String path, long length, String sha256, long records, String root, Map<String, String> partition) {

    public AttestedFile {
        Objects.requireNonNull(path, "path");
        SafeNumbers.check(length);
        SafeNumbers.check(records);
        Hex.check(sha256);
        Hex.check(root);
        partition = Collections.unmodifiableMap(new TreeMap<>(partition));
    }

    /**
     * Attests a file that has just been written.
     *
     * @param file what Iceberg's writer says of it
     * @param spec the partition spec it was written with
     * @param digest over the bytes that went to the store
     * @param rows over the rows that went into the file
     * @throws IllegalStateException when they do not speak of the same file
     */
    public static AttestedFile of(DataFile file, PartitionSpec spec, FileDigest digest, FileEvidence rows) {
        if (file.recordCount() != rows.count() || file.fileSizeInBytes() != digest.length()) {
            throw new IllegalStateException("Cannot attest file " + file.location() + ": its writer counted "
                    + file.recordCount() + " rows and " + file.fileSizeInBytes() + " bytes, its evidence "
                    + rows.count()
                    + " and " + digest.length() + ".");
        }
        return new AttestedFile(
                file.location(),
                digest.length(),
                digest.sha256(),
                rows.count(),
                rows.root(),
                PartitionText.of(spec, file.partition()));
    }

    /** Returns the length and digest of the file's bytes. */
    public FileDigest digest() {
        return new FileDigest(sha256, length);
    }
}
