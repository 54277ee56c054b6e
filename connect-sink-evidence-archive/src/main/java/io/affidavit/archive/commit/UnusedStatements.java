/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Statements that were signed for commits that did not happen. Of several with one sequence number, the chain goes through
 * one; those past the chain's head belong to no commit.
 *
 * @param table freshly loaded, after a commit that refuses all begun before
 */
record UnusedStatements(Table table, SupportsPrefixOperations io) {

    private static final Pattern NAME = Pattern.compile("(\\d{12,})-[0-9a-f]{16}\\.dsse\\.json");

    /** Deletes those made before {@code horizon}; returns how many there were. */
    int delete(Instant horizon) {
        Optional<StatementRef> head = Attestor.head(table);
        if (head.isEmpty()) {
            return 0;
        }
        TreeMap<Long, List<FileInfo>> bySequence = bySequence();
        Set<String> unused = new HashSet<>();
        bySequence.forEach((sequence, files) -> {
            if (sequence > head.get().sequence()) {
                files.forEach(file -> unused.add(file.location()));
            }
        });
        Map<Long, String> chain = chain(head.get(), bySequence);
        chain.forEach((sequence, used) -> bySequence.get(sequence).stream()
                .filter(file -> !sameFile(file.location(), used))
                .forEach(file -> unused.add(file.location())));
        Set<String> old = new HashSet<>();
        bySequence.values().stream()
                .flatMap(List::stream)
                .filter(file -> unused.contains(file.location()) && file.createdAtMillis() < horizon.toEpochMilli())
                .forEach(file -> old.add(file.location()));
        return OrphanSweep.delete(io, old);
    }

    private TreeMap<Long, List<FileInfo>> bySequence() {
        TreeMap<Long, List<FileInfo>> found = new TreeMap<>();
        for (FileInfo file : io.listPrefix(table.location().replaceAll("/+$", "") + "/_evidence/")) {
            Matcher name =
                    NAME.matcher(file.location().substring(file.location().lastIndexOf('/') + 1));
            if (name.matches()) {
                found.computeIfAbsent(Long.parseLong(name.group(1)), s -> new ArrayList<>())
                        .add(file);
            }
        }
        return found;
    }

    /**
     * Where the chain goes at every sequence number that has several statements. Each is read off its successor, beginning
     * at the nearest one that is alone or the head.
     */
    private Map<Long, String> chain(StatementRef head, TreeMap<Long, List<FileInfo>> bySequence) {
        Map<Long, String> chain = new HashMap<>();
        List<Long> ambiguous = bySequence.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1 && entry.getKey() <= head.sequence())
                .map(Map.Entry::getKey)
                .toList();
        for (int i = ambiguous.size() - 1; i >= 0; i--) {
            long sequence = ambiguous.get(i);
            if (sequence == head.sequence()) {
                chain.put(sequence, head.path());
                continue;
            }
            String successor = sequence + 1 == head.sequence()
                    ? head.path()
                    : chain.containsKey(sequence + 1) ? chain.get(sequence + 1) : alone(bySequence.get(sequence + 1));
            if (successor != null) {
                previous(successor).ifPresent(used -> chain.put(sequence, used));
            }
        }
        return chain;
    }

    private static String alone(List<FileInfo> files) {
        return files != null && files.size() == 1 ? files.get(0).location() : null;
    }

    private Optional<String> previous(String statement) {
        try (InputStream in = io.newInputFile(statement).newStream()) {
            return Envelope.parse(in.readAllBytes()).statement().previous().map(StatementRef::path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read statement " + statement, e);
        }
    }

    private static boolean sameFile(String one, String other) {
        return name(one).equals(name(other));
    }

    private static String name(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
