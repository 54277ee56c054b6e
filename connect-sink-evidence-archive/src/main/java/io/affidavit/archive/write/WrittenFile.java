/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.evidence.FileDigest;
import java.util.Objects;
import org.apache.iceberg.DataFile;

/**
 * A closed data file with what is known of it.
 *
 * @param digest of its bytes
 * @param root Merkle root over its rows, in file order
 * @param intent where the intent of its batch is stored
 */
public record WrittenFile(DataFile file, FileDigest digest, String root, String intent) {

    public WrittenFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(intent, "intent");
    }
}
