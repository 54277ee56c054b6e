/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.data.JsonText;
import io.affidavit.source.OpenSearchLogsSourceConnector;
import io.affidavit.source.OpenSearchLogsSourceTask;
import io.affidavit.stack.OpenSearchProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** An index of documents that got number and time from their writers some time before they are indexed. */
final class OpenSearchLateCommits implements LateCommitStore {

    private static final int MOST_HITS = 10_000;

    private final AtomicLong numbers = new AtomicLong();
    private final OpenSearchProcess node;

    private OpenSearchLateCommits(OpenSearchProcess node) {
        this.node = node;
    }

    static LateCommitStore open(Path directory) {
        OpenSearchProcess node = new OpenSearchProcess(directory);
        node.start();
        node.call("PUT", "/late", """
                {"settings": {"number_of_shards": 2, "number_of_replicas": 0, "refresh_interval": "200ms"},
                 "mappings": {"properties": {"at": {"type": "date"}, "n": {"type": "long"}}}}""");
        return new OpenSearchLateCommits(node);
    }

    @Override
    public String name() {
        return "OpenSearch, writers' times";
    }

    @Override
    public List<LateCommitCursor> cursors() {
        return List.of(
                new MarkCursor("id > last", "[0]", mark -> search(List.of("n"), mark, 0)),
                byTime("(time, id), no lag", 0),
                byTime("(time, id), lag 1 s", 1),
                byTime("(time, id), lag 5 s", 5),
                ours());
    }

    private LateCommitCursor byTime(String name, int lagSeconds) {
        return new MarkCursor(name, "[0,0]", mark -> search(List.of("at", "n"), mark, lagSeconds));
    }

    /** Every document there is after the mark, one answer after the other. */
    private List<MarkCursor.Seen> search(List<String> sort, String mark, int lagSeconds) {
        List<MarkCursor.Seen> seen = new ArrayList<>();
        String last = mark;
        List<?> hits;
        do {
            Map<String, Object> request = new HashMap<>();
            request.put("size", MOST_HITS);
            request.put("sort", sort);
            request.put("search_after", JsonText.parse(last));
            if (sort.contains("at")) {
                request.put("query", Map.of("range", Map.of("at", Map.of("lt", "now-" + lagSeconds + "s"))));
            }
            Map<?, ?> answer = (Map<?, ?>) JsonText.parse(node.call("POST", "/late/_search", JsonText.write(request)));
            hits = (List<?>) ((Map<?, ?>) answer.get("hits")).get("hits");
            for (Object hit : hits) {
                last = JsonText.write(((Map<?, ?>) hit).get("sort"));
                seen.add(new MarkCursor.Seen((String) ((Map<?, ?>) hit).get("_id"), last));
            }
        } while (hits.size() == MOST_HITS);
        return seen;
    }

    private LateCommitCursor ours() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "bench");
        config.put("topic", "rows");
        config.put("source.url", node.uri().toString());
        config.put("source.index", "late");
        config.put("source.time.field", "at");
        config.put("source.poll.interval", "50ms");
        // a clock two seconds behind, three of holding back, and what the machine takes for it
        config.put("source.lag", "8s");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return new SourceTaskCursor(
                "Affidavit, by time", new OpenSearchLogsSourceConnector(), OpenSearchLogsSourceTask::new, config);
    }

    @Override
    public Writer writer(Duration clockAhead) {
        return new HeldWriter(numbers, clockAhead, this::index);
    }

    private void index(List<HeldWriter.Row> rows) {
        String lines = rows.stream()
                .map(row -> JsonText.write(Map.of("index", Map.of("_id", Long.toString(row.id())))) + "\n"
                        + JsonText.write(Map.of("at", row.at().toString(), "n", row.id())) + "\n")
                .collect(Collectors.joining());
        String answer = node.call("POST", "/late/_bulk", lines);
        if (!answer.contains("\"errors\":false")) {
            throw new IllegalStateException("a document was refused");
        }
    }

    @Override
    public Set<String> keys() {
        node.call("POST", "/late/_refresh", null);
        return new HashSet<>(search(List.of("n"), "[0]", 0).stream()
                .map(MarkCursor.Seen::key)
                .toList());
    }

    @Override
    public void close() {
        node.close();
    }
}
