/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.core.data.JsonText;
import io.affidavit.source.contract.ContractRow;
import io.affidavit.source.contract.ContractStore;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory of files of one row each, whose place is told by their time of writing or by their names. */
final class LocalObjects implements ContractStore {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm/ss/").withZone(ZoneOffset.UTC);

    private final Path parent;
    private final boolean timed;
    private final Path root;

    /** @param timed whether names begin with the second */
    LocalObjects(Path parent, boolean timed) throws IOException {
        this.parent = parent;
        this.timed = timed;
        this.root = Files.createDirectory(parent.resolve("logs"));
    }

    static Map<String, String> config(Path root) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.location", root.toString());
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.lag", "1500ms");
        config.put("source.list.interval", "20ms");
        config.put("source.poll.interval", "20ms");
        return config;
    }

    @Override
    public void add(List<ContractRow> rows) throws IOException {
        for (ContractRow row : rows) {
            put(row, row.cursor());
        }
    }

    @Override
    public boolean counts() {
        return false;
    }

    @Override
    public void change(ContractRow row) throws IOException {
        put(row, row.cursor());
    }

    private void put(ContractRow row, long cursor) throws IOException {
        Path file = Files.createTempFile(parent, "row", ".tmp");
        Files.writeString(file, JsonText.write(Map.of("body", row.body(), "note", row.note())) + "\n");
        Instant time = Instant.EPOCH.plus(cursor, ChronoUnit.MICROS);
        Files.setLastModifiedTime(file, FileTime.from(time));
        Path target = root.resolve((timed ? SECONDS.format(time) : "") + "row-" + row.number() + ".jsonl");
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void writeLate(int number, Duration open) throws Exception {
        Instant begun = Instant.now();
        long cursor = TimeUnit.SECONDS.toMicros(begun.getEpochSecond()) + (timed ? 0 : begun.getNano() / 1000);
        TimeUnit.MILLISECONDS.sleep(open.toMillis());
        put(new ContractRow(number, cursor, "late", "late"), cursor);
    }

    @Override
    public void replace() throws IOException {
        Path aside = parent.resolve("aside");
        Files.move(root, aside);
        Files.createDirectory(root);
        try (Stream<Path> files = Files.walk(aside)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = root.resolve(aside.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Override
    public LogSource open(List<String> hashed) throws StoreException {
        Map<String, String> config = config(root);
        if (timed) {
            config.put("source.time.pattern", "{yyyy}/{MM}/{dd}/{HH}/{mm}/{ss}/");
        }
        return new ObjectStoreLogsSourceConfig(config).open("test", HashedColumns.of(hashed), SourceMeters.none());
    }

    @Override
    public void close() {}
}
