/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.data.JsonText;
import io.affidavit.source.contract.ContractRow;
import io.affidavit.source.contract.ContractStore;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.spi.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An index of the node, for the contract and other tests. */
record SearchIndex(SearchNode node, String name, String type) implements ContractStore {

    static SearchIndex create(SearchNode node, String type) {
        SearchIndex index = new SearchIndex(node, node.freshName(), type);
        node.create(index.name, type);
        return index;
    }

    Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.url", node.url());
        config.put("source.index", name);
        config.put("source.time.field", "at");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.lag", "1800ms");
        config.put("source.poll.interval", "20ms");
        return config;
    }

    /** The two lines of a bulk request that index a document. */
    static List<String> lines(String id, String at, String body, String note) {
        return List.of(
                JsonText.write(Map.of("index", Map.of("_id", id))),
                JsonText.write(Map.of("at", at, "body", body, "note", note)));
    }

    @Override
    public void add(List<ContractRow> rows) {
        List<String> lines = new ArrayList<>();
        for (ContractRow row : rows) {
            lines.addAll(lines(id(row.number()), UtcMicros.TEXT.format(row.cursor()), row.body(), row.note()));
        }
        node.bulk(name, lines);
    }

    @Override
    public void change(ContractRow row) {
        add(List.of(row));
    }

    @Override
    public void writeLate(int number, Duration open) throws InterruptedException {
        String at = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        TimeUnit.MILLISECONDS.sleep(open.toMillis());
        node.call(
                "PUT",
                "/" + name + "/_doc/" + id(number),
                JsonText.write(Map.of("at", at, "body", "late", "note", "late")));
    }

    @Override
    public void replace() {
        node.call("PUT", "/" + name + "/_settings", "{\"index.blocks.write\": true}");
        String copy = node.freshName();
        node.call("PUT", "/" + name + "/_clone/" + copy + "?wait_for_active_shards=1", null);
        node.call("DELETE", "/" + name, null);
        node.call("PUT", "/" + copy + "/_clone/" + name + "?wait_for_active_shards=1", null);
    }

    @Override
    public LogSource open(List<String> hashed) throws StoreException {
        return open(hashed.isEmpty() ? HashedColumns.ALL : HashedColumns.of(hashed), config());
    }

    static LogSource open(HashedColumns hashed, Map<String, String> config) throws StoreException {
        return new OpenSearchLogsSourceConfig(config).open("affidavit-tests", hashed, SourceMeters.none());
    }

    private static String id(int number) {
        return String.format("k%05d", number);
    }

    @Override
    public void close() {}
}
