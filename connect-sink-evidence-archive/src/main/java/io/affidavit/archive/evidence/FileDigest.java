/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import io.affidavit.archive.evidence.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.iceberg.io.InputFile;

/**
 * What a file's bytes are known by.
 *
 * @param sha256 64 lower-case hex digits
 * @param length bytes
 */
public record FileDigest(String sha256, long length) {

    private static final int CHUNK = 1 << 16;

    public FileDigest {
        Objects.requireNonNull(sha256, "sha256");
    }

    /**
     * Reads a file to its end.
     *
     * @throws org.apache.iceberg.exceptions.NotFoundException when it is not there
     */
    public static FileDigest of(InputFile file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        long length = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = file.newStream()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
                length += count;
            }
        }
        return new FileDigest(HexFormat.of().formatHex(digest.digest()), length);
    }
}
