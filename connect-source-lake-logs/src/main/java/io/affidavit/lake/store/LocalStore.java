/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitName;
import io.affidavit.source.spi.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.io.InputFile;

/** A directory and what is below it, links to directories left out. Memory grows with the largest single directory. */
public final class LocalStore implements ObjectStore {

    private static final int PAGE = 1000;
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Clock clock;
    private volatile boolean cancelled;

    public LocalStore(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public String name() {
        return root.toString();
    }

    /** The number of the directory's inode, or a digest of its name on a file system without. */
    @Override
    public long id() throws StoreException {
        try {
            Object inode = Files.getAttribute(root, "unix:ino");
            return ((Number) inode).longValue();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return StoreIds.of(root.toString());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public ObjectPage list(String after) throws StoreException {
        List<StoredObject> found = new ArrayList<>();
        try {
            walk("", after, found);
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (cancelled) {
            // what was listed is only a part
            throw StoreException.fatal("Cannot list " + name() + ": reading was cancelled.");
        }
        return new ObjectPage(
                found, found.size() < PAGE ? null : found.get(found.size() - 1).key());
    }

    /** @param prefix of the keys in the directory: empty, or its path and a slash */
    private void walk(String prefix, String after, List<StoredObject> found) throws IOException {
        for (String key : keys(prefix)) {
            if (found.size() == PAGE || cancelled) {
                return;
            }
            if (key.endsWith("/")) {
                if (after.startsWith(key) || UnitName.ORDER.compare(key, after) > 0) {
                    walk(key, after, found);
                }
            } else if (UnitName.ORDER.compare(key, after) > 0) {
                find(key, root.resolve(key)).ifPresent(found::add);
            }
        }
    }

    /** Keys of files, and of directories with a slash at the end, sorted as the keys below them are. */
    private List<String> keys(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(root.resolve(prefix))) {
            for (Iterator<Path> each = entries.iterator(); each.hasNext(); ) {
                Path path = each.next();
                boolean directory = Files.isDirectory(path);
                if (!directory || !Files.isSymbolicLink(path)) {
                    keys.add(prefix + path.getFileName() + (directory ? "/" : ""));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            if (prefix.isEmpty()) {
                throw e;
            }
        }
        keys.sort(UnitName.ORDER);
        return keys;
    }

    @Override
    public Optional<StoredObject> find(String key) throws StoreException {
        try {
            return find(key, root.resolve(key));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Optional<StoredObject> find(String key, Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Instant modified = attributes.lastModifiedTime().toInstant();
            String version = attributes.size() + "-" + modified + "-" + attributes.fileKey();
            return attributes.isRegularFile()
                    ? Optional.of(new StoredObject(key, version, attributes.size(), Micros.of(modified)))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(StoredObject object) {
        LocalBytes bytes = new LocalBytes(root.resolve(object.key()), () -> requireSame(object));
        return new BufferedInputStream(new CheckedStream(bytes, object.key() + " of " + name(), object.size()), BUFFER);
    }

    @Override
    public InputFile file(StoredObject object) {
        return new ObjectFile(
                name() + "/" + object.key(),
                object.size(),
                () -> new LocalBytes(root.resolve(object.key()), () -> requireSame(object)));
    }

    /** A file that was deleted meanwhile is read on; one with another content under its name is not. */
    private void requireSame(StoredObject object) throws IOException {
        Optional<StoredObject> now = find(object.key(), root.resolve(object.key()));
        if (now.isPresent() && !now.get().version().equals(object.version())) {
            throw UnitException.changed();
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    private StoreException unreadable(IOException e) {
        String message = "Cannot read directory " + name() + " (" + e.getClass().getSimpleName()
                + "). Check that it is there on every worker and that the worker may read it.";
        return StoreException.retriable(message);
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void close() {
        cancelled = true;
    }
}
