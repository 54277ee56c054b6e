/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.affidavit.archive.evidence.hash.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestingOutputFileTest {

    @TempDir
    private Path directory;

    private Path target;
    private DigestingOutputFile file;

    @BeforeEach
    void wrap() {
        target = directory.resolve("out");
        file = new DigestingOutputFile(Files.localOutput(target.toFile()));
    }

    @Test
    void knowsTheBytesThatWentToTheStore() throws IOException {
        try (PositionOutputStream out = file.create()) {
            out.write('a');
            out.write("bcd".getBytes(US_ASCII));
            out.write("xefx".getBytes(US_ASCII), 1, 2);
            assertThat(out.getPos()).isEqualTo(6);
        }

        assertThat(java.nio.file.Files.readString(target)).isEqualTo("abcdef");
        assertThat(file.digest()).isEqualTo(new FileDigest(Sha256.hex("abcdef".getBytes(US_ASCII)), 6));
        assertThat(file.location()).isEqualTo(target.toString());
        assertThat(file.toInputFile().getLength()).isEqualTo(6);
    }

    @Test
    void tellsNoDigestOfAFileThatIsStillOpen() throws IOException {
        assertThatIllegalStateException().isThrownBy(file::digest);
        try (PositionOutputStream out = file.createOrOverwrite()) {
            out.write('a');
            assertThatIllegalStateException().isThrownBy(file::digest).withMessageContaining("not closed");
        }
    }

    @Test
    void survivesBeingClosedTwice() throws IOException {
        PositionOutputStream out = file.create();
        out.write('a');
        out.close();
        FileDigest digest = file.digest();

        out.close();

        assertThat(file.digest()).isEqualTo(digest);
    }
}
