/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.lake.ObjectStoreLogsSourceConnector;
import io.affidavit.lake.ObjectStoreLogsSourceTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A directory of objects whose names hold the second in which their writers began them; they land some time later. */
final class LateObjects implements LateCommitStore {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu/MM/dd/HH/mm/ss/").withZone(ZoneOffset.UTC);
    private static final String FIRST_ROW = "#000000000000";

    private final AtomicLong numbers = new AtomicLong();
    private final Path root;

    private LateObjects(Path root) {
        this.root = root;
    }

    static LateCommitStore open(Path directory) throws IOException {
        return new LateObjects(Files.createDirectory(directory.resolve("logs")));
    }

    @Override
    public String name() {
        return "Directory of objects, writers' times";
    }

    @Override
    public List<LateCommitCursor> cursors() {
        return List.of(
                byName("name > last", 0), byName("name > last, lag 1 s", 1), byName("name > last, lag 5 s", 5), ours());
    }

    /** With a lag only names of seconds that have been over for so long. */
    private LateCommitCursor byName(String name, int lagSeconds) {
        return new MarkCursor(name, "", mark -> {
            String end = lagSeconds == 0 ? "~" : SECOND.format(Instant.now().minus(Duration.ofSeconds(lagSeconds)));
            return names().stream()
                    .filter(key -> key.compareTo(mark) > 0 && key.compareTo(end) < 0)
                    .sorted()
                    .map(key -> new MarkCursor.Seen(key + FIRST_ROW, key))
                    .toList();
        });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    private LateCommitCursor ours() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.location", root.toString());
        config.put("source.time.pattern", "{yyyy}/{MM}/{dd}/{HH}/{mm}/{ss}/");
        config.put("source.list.interval", "50ms");
        config.put("source.poll.interval", "50ms");
        // a clock two seconds behind, three of holding back, and what the machine takes for it
        config.put("source.lag", "8s");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return new SourceTaskCursor(
                "Affidavit, by name", new ObjectStoreLogsSourceConnector(), ObjectStoreLogsSourceTask::new, config);
    }

    @Override
    public Writer writer(Duration clockAhead) {
        return new HeldWriter(numbers, clockAhead, this::put);
    }

    private void put(List<HeldWriter.Row> rows) throws IOException {
        for (HeldWriter.Row row : rows) {
            Path draft = root.resolveSibling("draft-" + row.id());
            Files.writeString(draft, "{\"n\":" + row.id() + "}\n");
            Path file = root.resolve(SECOND.format(row.at()) + row.id() + ".jsonl");
            Files.createDirectories(file.getParent());
            Files.move(draft, file);
        }
    }

    @Override
    public Set<String> keys() throws IOException {
        Set<String> keys = new HashSet<>();
        names().forEach(name -> keys.add(name + FIRST_ROW));
        return keys;
    }

    @Override
    public void close() {}
}
