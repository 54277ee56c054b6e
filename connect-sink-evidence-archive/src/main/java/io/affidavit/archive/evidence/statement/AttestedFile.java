/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import io.affidavit.archive.evidence.FileDigest;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

    /** Returns the length and digest of the file's bytes. */
    public FileDigest digest() {
        return new FileDigest(sha256, length);
    }
}
