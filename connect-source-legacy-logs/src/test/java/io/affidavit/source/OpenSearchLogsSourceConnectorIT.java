/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.contract.RunningTasks;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Configurations held against a real node, and offsets guarded. */
@ExtendWith(SearchNode.Shared.class)
class OpenSearchLogsSourceConnectorIT {

    @Test
    void acceptsWhatATaskCanRead(SearchNode node) {
        assertThat(errors(SearchIndex.create(node, "date_nanos").config())).isEmpty();
    }

    @Test
    void refusesIndicesThatDoNotExist(SearchNode node) {
        Map<String, String> config = SearchIndex.create(node, "date").config();

        config.put("source.index", "absent");
        assertThat(errors(config)).containsOnlyKeys("source.index");
        config.put("source.index", "absent-*");
        assertThat(errors(config)).containsOnlyKeys("source.index");
        config.put("source.index", "Upper case");
        assertThat(errors(config)).containsOnlyKeys("source.index");
    }

    @Test
    void refusesTimeFieldsThatCannotOrder(SearchNode node) {
        Map<String, String> config = SearchIndex.create(node, "date").config();

        config.put("source.time.field", "missing");
        assertThat(errors(config)).containsOnlyKeys("source.time.field");
        String keyword = node.freshName();
        node.create(keyword, "keyword");
        config.put("source.index", keyword);
        config.put("source.time.field", "at");
        assertThat(errors(config).get("source.time.field")).contains("date_nanos");
    }

    @Test
    void refusesFieldsWhoseTypeDiffersBetweenIndices(SearchNode node) {
        String name = node.freshName();
        node.create(name + "-a", "date");
        node.create(name + "-b", "date_nanos");

        assertThat(errors(new SearchIndex(node, name + "*", "date").config()).get("source.time.field"))
                .contains("differs");
    }

    @Test
    void refusesIndicesThatAreNeverRefreshed(SearchNode node) {
        SearchIndex index = SearchIndex.create(node, "date");
        node.call("PUT", "/" + index.name() + "/_settings", "{\"index.refresh_interval\": \"-1\"}");

        assertThat(errors(index.config()).get("source.index")).contains("refresh_interval");
    }

    @Test
    void refusesServersThatCannotBeReached() {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "test",
                "topic", "rows",
                "source.url", "http://127.0.0.1:1",
                "source.preset", "otel-opensearch",
                "source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));

        assertThat(errors(config)).containsOnlyKeys("source.url");
        config.put("source.url", "http://user:secret@host");
        assertThat(errors(config).get("source.url")).doesNotContain("secret");
        config.put("source.url", "http://127.0.0.1:1");
        config.put("source.tls.authorities", "/absent.pem");
        assertThat(errors(config)).containsOnlyKeys("source.tls.authorities");
    }

    @Test
    void readsThroughElasticsearchsRequests(SearchNode node) throws Exception {
        // Given a server that knows only Elasticsearch's points in time, and asks for an API key
        SearchIndex index = SearchIndex.create(node, "date");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.addAll(SearchIndex.lines("id" + i, "2026-01-02T03:04:0" + i % 3 + "Z", "b", "n"));
        }
        node.bulk(index.name(), lines);
        try (ElasticDialect elastic = new ElasticDialect(node, "ApiKey a2V5")) {
            Map<String, String> config = index.config();
            config.put("source.url", elastic.url());
            config.put("source.page.rows", "4");
            // Then it is refused without the key, value-free
            assertThat(errors(config).get("source.url")).contains("401").doesNotContain("canary");
            config.put("source.api.key", "a2V5");
            assertThat(errors(config)).isEmpty();
            // And points in time are closed by its own request
            node.closePointsInTime();
            try (LogSource source = SearchIndex.open(HashedColumns.ALL, config)) {
                LogSplit everything = new LogSplit(Long.MIN_VALUE, Long.MAX_VALUE);
                source.read(new PageRequest(everything, null, 4, 1 << 20));
                assertThat(node.pointsInTime()).hasSize(1);
            }
            assertThat(node.pointsInTime()).isEmpty();
            // And read although the cluster is busy at times
            elastic.refuse(2);
            try (RunningTasks tasks = new RunningTasks(OpenSearchLogsSourceConnector::new, config).start(1)) {
                tasks.pollUntil(rows -> rows.size() == 30, Duration.ofSeconds(10));
                assertThat(tasks.keys()).hasSize(30).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void logsInByUserAndPassword(SearchNode node) {
        SearchIndex index = SearchIndex.create(node, "date");
        String login = Base64.getEncoder().encodeToString("reader:canary-ä".getBytes(StandardCharsets.UTF_8));
        try (ElasticDialect elastic = new ElasticDialect(node, "Basic " + login)) {
            Map<String, String> config = index.config();
            config.put("source.url", elastic.url());
            config.put("source.user", "reader");
            config.put("source.password", "canary-ä");
            assertThat(errors(config)).isEmpty();

            config.put("source.api.key", "a2V5");
            assertThat(errors(config)).containsOnlyKeys("source.api.key");
        }
    }

    @Test
    void guardsOffsets(SearchNode node) {
        // Given the offset of a task
        SearchIndex index = SearchIndex.create(node, "date_nanos");
        node.bulk(index.name(), SearchIndex.lines("a", "2026-01-02T03:04:05.123456789Z", "b", "n"));
        Map<Map<String, ?>, Map<String, ?>> offsets;
        try (RunningTasks tasks = new RunningTasks(OpenSearchLogsSourceConnector::new, index.config()).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 1, Duration.ofSeconds(10));
            offsets = new HashMap<>(tasks.offsets());
        }
        OpenSearchLogsSourceConnector connector = new OpenSearchLogsSourceConnector();
        // Then it is accepted as it is
        assertThatCode(() -> connector.alterOffsets(index.config(), offsets)).doesNotThrowAnyException();
        // And refused with a key of another form
        Map<Map<String, ?>, Map<String, ?>> altered = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            Map<String, Object> copy = new HashMap<>(offset);
            copy.put("key", "a");
            altered.put(partition, copy);
        });
        assertThatThrownBy(() -> connector.alterOffsets(index.config(), altered))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("key");
    }

    private static Map<String, String> errors(Map<String, String> config) {
        Map<String, String> errors = new HashMap<>();
        for (ConfigValue value :
                new OpenSearchLogsSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), String.join(" ", value.errorMessages()));
            }
        }
        return errors;
    }
}
