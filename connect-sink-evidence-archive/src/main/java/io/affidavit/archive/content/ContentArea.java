/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.catalog.Catalogs;
import io.affidavit.core.content.ContentRef;
import io.affidavit.core.identity.Digests;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;

/**
 * Where texts wait. Every text has an object of its own, in a folder of the day, under a name that is never used again: an
 * object that a reference names is complete, and nobody who has not seen the reference can guess the name.
 */
public final class ContentArea implements Closeable {

    private static final int NAME_BYTES = 16;

    private final FileIO io;
    private final String location;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ContentArea(FileIO io, String location, Clock clock) {
        this.io = io;
        this.location = location.replaceAll("/+$", "");
        this.clock = clock;
    }

    /** @param config of a connector or transform, see {@link Catalogs#files} */
    public static ContentArea open(Map<String, String> config, String location, Clock clock) {
        return new ContentArea(Catalogs.files(config, location), location, clock);
    }

    /**
     * Stores content. It is durable when this returns.
     *
     * @throws RuntimeException when the store fails
     */
    public ContentRef put(byte[] bytes) {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        String key = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
                + HexFormat.of().formatHex(name);
        try (OutputStream out = io.newOutputFile(path(key)).create()) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path(key), e);
        }
        return new ContentRef(key, bytes.length, Digests.sha256Hex(bytes));
    }

    /**
     * Reads content.
     *
     * @throws UnusableContentException when it is not there, or not what the reference says
     * @throws RuntimeException when the store fails
     */
    public byte[] read(ContentRef ref) {
        byte[] bytes;
        try (InputStream in = io.newInputFile(path(ref.key())).newStream()) {
            // One more than there should be, so that a longer object shows.
            bytes = in.readNBytes(Math.toIntExact(ref.bytes() + 1));
        } catch (NotFoundException e) {
            throw new UnusableContentException(UnusableContentException.Why.MISSING, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path(ref.key()), e);
        }
        if (bytes.length != ref.bytes() || !Digests.sha256Hex(bytes).equals(ref.sha256())) {
            throw new UnusableContentException(UnusableContentException.Why.ALTERED, null);
        }
        return bytes;
    }

    FileIO io() {
        return io;
    }

    /** Without a slash at its end. */
    String location() {
        return location;
    }

    private String path(String key) {
        return location + "/" + key;
    }

    @Override
    public void close() {
        io.close();
    }
}
