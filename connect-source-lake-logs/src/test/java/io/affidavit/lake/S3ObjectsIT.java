/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.affidavit.source.contract.RunningTasks;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The source on a real S3 server, named by {@code -Daffidavit.s3.endpoint}. */
@Tag("component")
@EnabledIfSystemProperty(named = "affidavit.s3.endpoint", matches = "http.+")
class S3ObjectsIT {

    private static final String ENDPOINT = System.getProperty("affidavit.s3.endpoint", "http://127.0.0.1");
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final LogSplit ALL = new LogSplit(Long.MIN_VALUE, Long.MAX_VALUE);

    private static S3Client s3;

    private String bucket;
    private Map<String, String> config;

    @BeforeAll
    static void connect() {
        s3 = S3Client.builder()
                .endpointOverride(URI.create(ENDPOINT))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @BeforeEach
    void bucket() {
        bucket = "logs-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket));
        config = new HashMap<>();
        config.put("name", "test");
        config.put("topic", "rows");
        config.put("source.location", "s3://" + bucket + "/calls");
        config.put("source.time.pattern", LogFiles.HOURS);
        config.put("source.s3.endpoint", ENDPOINT);
        config.put("source.s3.path.style.access", "true");
        config.put("source.s3.access.key.id", ACCESS_KEY);
        config.put("source.s3.secret.access.key", SECRET_KEY);
        config.put("source.s3.checksums", "required");
        config.put("source.hash.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        config.put("source.poll.interval", "20ms");
        config.put("source.page.rows", "7");
        config.put("source.lag", "2s");
    }

    @Test
    void givesEachRowOnceWhereverItIsRestarted() throws Exception {
        // Given objects of three hours and, beside them, of another prefix
        put("calls/2026/01/02/03/a.jsonl", LogFiles.lines("a", 9));
        put("calls/2026/01/02/03/b.jsonl.gz", LogFiles.gzip(LogFiles.lines("b", 20)));
        put("calls/2026/01/02/04/ü +%.jsonl", LogFiles.lines("c", 3));
        put("calls/2026/01/03/04/d.jsonl", LogFiles.lines("d", 4));
        put("calls2/2026/01/02/03/other.jsonl", LogFiles.lines("other", 4));
        assertThat(faults()).isEmpty();
        List<SourceRecord> all;
        try (RunningTasks first = tasks().start(2)) {
            all = first.pollUntil(rows -> rows.size() == 36, QUIET);
        }
        assertThat(all).hasSize(36);
        for (int stop = 1; stop < all.size(); stop += 10) {
            // When reading resumes after the first `stop` rows
            try (RunningTasks resumed = tasks()) {
                all.subList(0, stop).forEach(resumed::commit);
                int rest = all.size() - stop;
                resumed.start(1).pollUntil(rows -> rows.size() >= rest, QUIET);
                // Then
                assertThat(resumed.keys()).hasSize(36).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void listsMoreObjectsThanAPageOfTheStore() throws Exception {
        // Given 1100 objects in one hour and 50 in the next
        for (int i = 0; i < 1150; i++) {
            put("calls/2026/01/02/0" + (i < 1100 ? 3 : 4) + "/o" + i + ".jsonl", "{\"id\":" + i + "}\n");
        }
        config.put("source.page.rows", "50");
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() == 1150, QUIET);
            assertThat(new HashSet<>(tasks.keys())).hasSize(1150);
        }
        // And by the time of writing, which S3 tells in seconds, so that many are of one
        config.remove("source.time.pattern");
        config.put("source.list.interval", "100ms");
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() == 1150, Duration.ofSeconds(6));
            assertThat(new HashSet<>(tasks.keys())).hasSize(1150);
            assertThat(tasks.keys()).hasSize(1150);
        }
    }

    @Test
    void followsObjectsAsTheyAreWritten() throws Exception {
        config.remove("source.time.pattern");
        config.put("source.list.interval", "100ms");
        Set<String> written = new HashSet<>();
        try (RunningTasks tasks = tasks().start(2)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 40; i++) {
                    // names that come before and after those that were read
                    String key = "calls/" + UUID.randomUUID() + ".jsonl";
                    put(key, "{\"id\":1}\n");
                    written.add(key.substring("calls/".length()) + "#000000000000");
                    pause();
                }
            });
            tasks.pollUntil(rows -> writer.isDone(), Duration.ofSeconds(30));
            writer.join();
            tasks.drain(Duration.ofSeconds(6));
            assertThat(tasks.keys()).hasSize(40).doesNotHaveDuplicates();
            assertThat(new HashSet<>(tasks.keys())).isEqualTo(written);
        }
    }

    @Test
    void failsWhereAnObjectIsOverwrittenBetweenTwoRequestsForIt() throws Exception {
        // Given an object that was listed, and of which a page was read
        put("calls/2026/01/02/03/a.jsonl", LogFiles.lines("a", 20));
        put("calls/2026/01/02/03/b.jsonl", LogFiles.lines("b", 20));
        try (LogSource source = open()) {
            var page = source.read(new PageRequest(ALL, null, 7, 1 << 20));
            // When one that was listed but not begun is overwritten, then it is read as it is now
            put("calls/2026/01/02/03/b.jsonl", LogFiles.lines("new", 5));
            var rest = source.read(new PageRequest(ALL, page.rows().get(6).position(), 100, 1 << 20));
            assertThat(rest.rows()).hasSize(18);
            assertThat(rest.rows().get(17).value().toString()).contains("new-4");
        }
        byte[] parquet = LogFiles.gzip(LogFiles.lines("c", 2000));
        put("calls/2026/01/02/04/c.jsonl.gz", parquet);
        try (RunningTasks tasks = tasks().start(1)) {
            tasks.pollUntil(rows -> rows.size() >= 32, QUIET);
            // When it is cut off in the bucket, then a new reader says so
            put("calls/2026/01/02/04/c.jsonl.gz", Arrays.copyOf(parquet, parquet.length / 2));
            assertThatThrownBy(() -> tasks.start(1).drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("c.jsonl.gz")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void goesOnWhereObjectsAreDeleted() throws Exception {
        put("calls/2026/01/02/03/a.jsonl", LogFiles.lines("a", 20));
        put("calls/2026/01/02/03/b.jsonl", LogFiles.lines("b", 20));
        put("calls/2026/01/02/03/c.jsonl", LogFiles.lines("c", 20));
        try (LogSource source = open()) {
            var page = source.read(new PageRequest(ALL, null, 7, 1 << 20));
            s3.deleteObject(request -> request.bucket(bucket).key("calls/2026/01/02/03/b.jsonl"));
            var rest = source.read(new PageRequest(ALL, page.rows().get(6).position(), 100, 1 << 20));
            assertThat(rest.rows()).hasSize(33);
            assertThat(rest.exhausted()).isTrue();
        }
    }

    @Test
    void endsSoonWhenCancelled() throws Exception {
        put("calls/2026/01/02/03/a.jsonl", LogFiles.lines("a", 20_000));
        try (LogSource source = open()) {
            CompletableFuture<StoreException> reader =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(StoreException.class, () -> {
                        while (true) {
                            source.read(new PageRequest(ALL, null, 5, 1 << 20));
                        }
                    }));
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(reader).isNotDone();
            source.cancel();
            assertThat(reader.get(5, TimeUnit.SECONDS)).hasNoCause().hasMessageNotContaining("canary");
        }
    }

    @Test
    void refusesWhatCannotBeReadWithoutTheSecret() {
        config.put("source.location", "s3://no-such-bucket-" + UUID.randomUUID() + "/");
        assertThat(faults()).containsOnlyKeys("source.location");
        config.put("source.location", "s3://" + bucket + "/");
        config.put("source.s3.secret.access.key", "wrong-secret");
        assertThat(faults()).containsOnlyKeys("source.location");
        assertThat(faults().toString()).contains("HTTP status 403").doesNotContain("wrong-secret");
    }

    private Map<String, List<String>> faults() {
        Map<String, List<String>> faults = new HashMap<>();
        for (ConfigValue value :
                new ObjectStoreLogsSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                faults.put(value.name(), value.errorMessages());
            }
        }
        return faults;
    }

    private LogSource open() throws StoreException {
        return new ObjectStoreLogsSourceConfig(config).open("test", HashedColumns.ALL, SourceMeters.none());
    }

    private RunningTasks tasks() {
        return new RunningTasks(ObjectStoreLogsSourceConnector::new, config);
    }

    private void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
