/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.LockManager;

/**
 * Lets one process of a host at a time commit to a table of a Hadoop catalog on a local path.
 *
 * <p>The Hadoop catalog commits by renaming a file to the next version's name. On a local disk a rename replaces what is
 * there, so two processes could both believe they had made the same version, and the rows of one would be gone; Iceberg's
 * own lock holds within one process only. This one is a lock of the operating system on a file beside the metadata: it
 * ends with its process, however that ends.
 */
public final class HostLock implements LockManager {

    private static final String FILE = ".affidavit-commit-lock";
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Map<String, FileChannel> held = new ConcurrentHashMap<>();
    private Duration timeout = Duration.ofSeconds(30);

    /** Iceberg creates it by name. */
    public HostLock() {}

    /** @param properties of the catalog; {@code lock.acquire-timeout-ms} says how long to wait */
    @Override
    public void initialize(Map<String, String> properties) {
        String given = properties.get(CatalogProperties.LOCK_ACQUIRE_TIMEOUT_MS);
        if (given != null) {
            timeout = Duration.ofMillis(Long.parseLong(given));
        }
    }

    /** @param entity the metadata file about to be made: a local path, with or without {@code file:} */
    @Override
    public boolean acquire(String entity, String owner) {
        Path file = LocalFileIO.path(entity).resolveSibling(FILE);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                held.put(owner, channel);
                return true;
            }
        } catch (IOException e) {
            close(channel);
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
        close(channel);
        return false;
    }

    @Override
    public boolean release(String entity, String owner) {
        FileChannel channel = held.remove(owner);
        // Closing the file gives the lock back.
        return channel != null && close(channel);
    }

    @Override
    public void close() {
        held.keySet().forEach(owner -> release("", owner));
    }

    private boolean locked(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            if (locksAtOnce(channel)) {
                return true;
            }
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    @SuppressWarnings("UnusedException") // the lock is held, by another thread of this process
    private static boolean locksAtOnce(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @SuppressWarnings("UnusedException") // a file that cannot be closed ends with the process
    private static boolean close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
