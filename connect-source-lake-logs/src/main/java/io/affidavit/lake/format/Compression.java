/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How an object's bytes are packed. */
public enum Compression {
    NONE(""),
    GZIP("gz|gzip"),
    ZSTD("zst|zstd");

    private static final int BUFFER = 1 << 16;

    private final String endings;

    /** @param endings of names, as alternatives of a regular expression */
    Compression(String endings) {
        this.endings = endings;
    }

    /** Null for {@code auto}. */
    public static Compression of(String text) {
        return text.equals("auto") ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    static Compression ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(packing -> packing != NONE && lower.matches(".*\\.(" + packing.endings + ")"))
                .findFirst()
                .orElse(NONE);
    }

    /** The name without the ending that tells the packing. */
    static String bareName(String name) {
        return ofName(name) == NONE ? name : name.substring(0, name.lastIndexOf('.'));
    }

    /**
     * The bytes unpacked, all parts of a file that was packed in parts. Reading fails where the packed bytes end early.
     * The JDK's own gzip reader takes a pause between two parts for the end, so it is not used.
     */
    InputStream unpacked(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP ->
                new BufferedInputStream(
                        GzipCompressorInputStream.builder()
                                .setInputStream(packed)
                                .setDecompressConcatenated(true)
                                .get(),
                        BUFFER);
            case ZSTD -> new BufferedInputStream(new ZstdInputStreamNoFinalizer(packed), BUFFER);
        };
    }
}
