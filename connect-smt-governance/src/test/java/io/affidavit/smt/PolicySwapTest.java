/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The document behind a transform changes while records flow; each record is of the version of its time. */
@Timeout(60)
class PolicySwapTest {

    private static final long START = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
    private static final long SWAP = START + 60_000;

    private final AtomicLong now = new AtomicLong(START);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

    @TempDir
    private Path directory;

    @Test
    void masksByTheVersionOfARecordsTime() throws IOException, InterruptedException {
        Path file = write("version: 1\nmasking: [{label: pii.email, actions: {default: redact}}]");
        try (MaskFields<SourceRecord> transform = new MaskFields<>(clock);
                Metrics metrics = new Metrics()) {
            configure(transform, file, Map.of(), metrics);
            assertThat(text(transform.apply(at(START)))).isEqualTo("[EMAIL] of 2.0");

            swap(metrics, "version: 2\nmasking: [{label: pii.email, actions: {default: partial}}]", "p@2");
            SourceRecord late = transform.apply(at(SWAP - 1));
            SourceRecord after = transform.apply(at(SWAP));

            assertThat(text(late)).isEqualTo("[EMAIL] of 2.0");
            assertThat(Masking.header(late, GovHeaders.MASKING_POLICY)).startsWith("p@1#");
            assertThat(text(after)).isEqualTo("****@example.org of 2.0");
            assertThat(Masking.header(after, GovHeaders.MASKING_POLICY)).startsWith("p@2#");
            assertThat(text(transform.apply(at(null)))).isEqualTo("****@example.org of 2.0");

            // without a key for tokens the version cannot be used, and the one before it stays
            write("version: 3\nmasking: [{label: pii.email, actions: {default: token}}]");
            until(() -> number(metrics, "policy-versions-refused") == 1);
            assertThat(text(transform.apply(at(SWAP)))).isEqualTo("****@example.org of 2.0");
            assertThat(metric(metrics, "policy-version").toString()).startsWith("p@2#");
        }
    }

    @Test
    void acceptsByTheVersionOfARecordsTime() throws IOException, InterruptedException {
        Path file = write("version: 1\nschemas: {chat: {accept: '>=1 <3'}}");
        try (EnforceSchemaVersion<SourceRecord> transform = new EnforceSchemaVersion<>(clock);
                Metrics metrics = new Metrics()) {
            configure(transform, file, Map.of("schema.name", "chat"), metrics);
            assertThat(rule(transform.apply(at(START)))).isNull();

            swap(metrics, "version: 2\nschemas: {chat: {accept: '>=1 <2'}}", "p@2");
            SourceRecord late = transform.apply(at(SWAP - 1));
            SourceRecord after = transform.apply(at(SWAP));

            assertThat(rule(late)).isNull();
            assertThat(Masking.header(late, GovHeaders.SCHEMA_POLICY)).startsWith("p@1#");
            assertThat(rule(after)).isEqualTo("schema.version.future");
            assertThat(Masking.header(after, GovHeaders.SCHEMA_POLICY)).startsWith("p@2#");

            // no migration leads from 1 to this target
            write("version: 3\nschemas: {chat: {accept: '>=1 <=2', target: 2.0.0}}");
            until(() -> number(metrics, "policy-versions-refused") == 1);
            assertThat(rule(transform.apply(at(SWAP)))).isEqualTo("schema.version.future");
        }
    }

    @Test
    void passesNothingWhereThePolicyIsTooOld() throws IOException, InterruptedException {
        Map<String, String> strict = Map.of("policy.on.stale", "fail", "policy.max.staleness.ms", "30000");
        Path masking = write("version: 1\nmasking: [{label: pii, actions: {default: redact}}]");
        try (MaskFields<SourceRecord> transform = new MaskFields<>(clock);
                Metrics metrics = new Metrics()) {
            configure(transform, masking, strict, metrics);
            assertThat(rule(transform.apply(at(START)))).isNull();

            Files.delete(masking);
            until(() -> number(metrics, "policy-versions-refused") >= 1);
            now.set(SWAP);

            assertThat(rule(transform.apply(at(START)))).isEqualTo("policy.stale");
        }
    }

    @Test
    void doesNotBeginWithoutADocument() throws IOException {
        Path file = write("version: 1\nschemas: {chat: {accept: '>=1'}}");
        Map<String, String> config = Map.of("policy.source", "file", "policy.file", file.toString());

        assertThatThrownBy(() -> new EnforceSchemaVersion<SourceRecord>(clock).configure(config))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessageContaining("schemas.chat.accept");
    }

    private void configure(
            GovernanceTransformation<SourceRecord> transform, Path file, Map<String, String> more, Metrics metrics) {
        Map<String, String> config = new HashMap<>(more);
        config.put("policy.source", "file");
        config.put("policy.file", file.toString());
        config.put("policy.file.poll.ms", "100");
        transform.configure(config);
        transform.withPluginMetrics(new PluginMetricsImpl(metrics, Map.of("connector", "c")));
    }

    /** The version takes effect at {@link #SWAP}. */
    private void swap(Metrics metrics, String document, String name) throws IOException, InterruptedException {
        now.set(SWAP);
        write(document);
        until(() -> metric(metrics, "policy-version").toString().startsWith(name + "#"));
    }

    private Path write(String document) throws IOException {
        Path next = Files.writeString(directory.resolve("next.yml"), "id: p\n" + document + "\n");
        return Files.move(next, directory.resolve("policy.yml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(Duration.ofMillis(10).toMillis());
        }
    }

    private static double number(Metrics metrics, String name) {
        return ((Number) metric(metrics, name)).doubleValue();
    }

    private static Object metric(Metrics metrics, String name) {
        return metrics.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(entry -> entry.getValue().metricValue())
                .findFirst()
                .orElseThrow();
    }

    private static SourceRecord at(Long timestamp) {
        Map<String, Object> value = Map.of("schema_version", "2.0", "text", "ada@example.org of 2.0");
        return new SourceRecord(Map.of(), Map.of(), "logs", null, null, null, null, value, timestamp);
    }

    private static String text(SourceRecord record) {
        return Masking.value(record, "text").toString();
    }

    private static String rule(SourceRecord record) {
        return Masking.header(record, GovHeaders.REJECT_RULE);
    }
}
