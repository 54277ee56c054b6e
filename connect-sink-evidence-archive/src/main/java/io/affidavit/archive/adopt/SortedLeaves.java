/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.evidence.hash.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * The leaf hashes of any number of rows in ascending order, with where each row is. It holds {@value #CAPACITY} of them in
 * memory, about 36 MB; the rest goes in sorted runs to temporary files that only the user can read, {@value #LENGTH} bytes
 * for each row, which {@link #close} deletes. Fill it, then {@link #open} it once.
 */
final class SortedLeaves implements Closeable {

    /** How many hashes memory holds. */
    static final int CAPACITY = 1 << 19;

    /** How many runs are merged at once, so that no more files are open. */
    static final int FAN = 64;

    private static final int LENGTH = Sha256.LENGTH + Integer.BYTES + Long.BYTES;

    /** One row: its hash, then the number of its file and its place in it, as they are sorted and stored. */
    static final class Leaf implements Comparable<Leaf> {

        private final byte[] bytes;

        private Leaf(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The hash, 64 lower-case hex digits. */
        String hash() {
            return HexFormat.of().formatHex(bytes, 0, Sha256.LENGTH);
        }

        int file() {
            return ByteBuffer.wrap(bytes).getInt(Sha256.LENGTH);
        }

        long row() {
            return ByteBuffer.wrap(bytes).getLong(Sha256.LENGTH + Integer.BYTES);
        }

        /** Compares the hashes alone. */
        int compareHash(Leaf other) {
            return Arrays.compareUnsigned(bytes, 0, Sha256.LENGTH, other.bytes, 0, Sha256.LENGTH);
        }

        @Override
        public int compareTo(Leaf other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Leaf leaf && Arrays.equals(bytes, leaf.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Leaves in ascending order. */
    interface Reader extends Closeable {

        /** The next leaf, null at the end. */
        Leaf next() throws IOException;
    }

    private final int capacity;
    private final int fan;
    private final Path parent;
    private final List<Leaf> memory = new ArrayList<>();
    /** The runs by how often they were merged. */
    private final List<List<Path>> tiers = new ArrayList<>();

    private Path directory;
    private int runs;

    SortedLeaves() {
        this(CAPACITY, FAN, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param parent directory of the temporary files' directory */
    SortedLeaves(int capacity, int fan, Path parent) {
        this.capacity = capacity;
        this.fan = fan;
        this.parent = parent;
    }

    /**
     * Takes a row.
     *
     * @param leafHash 32 bytes
     * @param file number of its file, from 0
     * @param row its place in the file, from 0
     */
    void add(byte[] leafHash, int file, long row) throws IOException {
        memory.add(new Leaf(ByteBuffer.allocate(LENGTH)
                .put(leafHash)
                .putInt(file)
                .putLong(row)
                .array()));
        if (memory.size() == capacity) {
            spill();
        }
    }

    /** Gives back all that was taken. */
    Reader open() throws IOException {
        memory.sort(null);
        List<Reader> sources = new ArrayList<>();
        sources.add(new InMemory(memory));
        for (List<Path> tier : tiers) {
            for (Path run : tier) {
                sources.add(new Run(run));
            }
        }
        return new Merged(sources);
    }

    private void spill() throws IOException {
        memory.sort(null);
        push(write(new InMemory(memory)), 0);
        memory.clear();
    }

    private void push(Path run, int tier) throws IOException {
        if (tiers.size() == tier) {
            tiers.add(new ArrayList<>());
        }
        List<Path> full = tiers.get(tier);
        full.add(run);
        if (full.size() == fan) {
            List<Reader> sources = new ArrayList<>();
            for (Path one : full) {
                sources.add(new Run(one));
            }
            Path merged = write(new Merged(sources));
            for (Path one : full) {
                Files.delete(one);
            }
            full.clear();
            push(merged, tier + 1);
        }
    }

    private Path write(Reader leaves) throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory(parent, "affidavit-adopt");
        }
        Path run = directory.resolve(Integer.toString(runs++));
        try (leaves;
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(run))) {
            for (Leaf leaf = leaves.next(); leaf != null; leaf = leaves.next()) {
                out.write(leaf.bytes);
            }
        }
        return run;
    }

    @Override
    public void close() throws IOException {
        if (directory != null) {
            try (Stream<Path> left = Files.list(directory)) {
                for (Path run : left.toList()) {
                    Files.delete(run);
                }
            }
            Files.delete(directory);
        }
    }

    private static final class InMemory implements Reader {

        private final List<Leaf> leaves;
        private int at;

        InMemory(List<Leaf> leaves) {
            this.leaves = leaves;
        }

        @Override
        public Leaf next() {
            return at < leaves.size() ? leaves.get(at++) : null;
        }

        @Override
        public void close() {}
    }

    private static final class Run implements Reader {

        private final DataInputStream in;

        Run(Path file) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        @Override
        public Leaf next() throws IOException {
            byte[] bytes = new byte[LENGTH];
            int first = in.read();
            if (first < 0) {
                return null;
            }
            bytes[0] = (byte) first;
            in.readFully(bytes, 1, LENGTH - 1);
            return new Leaf(bytes);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class Merged implements Reader {

        private record Next(Leaf leaf, Reader source) {}

        private final List<Reader> sources;
        private final PriorityQueue<Next> queue = new PriorityQueue<>((one, other) -> one.leaf.compareTo(other.leaf));

        Merged(List<Reader> sources) throws IOException {
            this.sources = List.copyOf(sources);
            for (Reader source : sources) {
                refill(source);
            }
        }

        private void refill(Reader source) throws IOException {
            Leaf leaf = source.next();
            if (leaf != null) {
                queue.add(new Next(leaf, source));
            }
        }

        @Override
        public Leaf next() throws IOException {
            Next next = queue.poll();
            if (next == null) {
                return null;
            }
            refill(next.source);
            return next.leaf;
        }

        @Override
        public void close() throws IOException {
            for (Reader source : sources) {
                source.close();
            }
        }
    }
}
