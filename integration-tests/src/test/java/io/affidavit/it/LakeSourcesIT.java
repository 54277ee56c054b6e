/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.catalog.Catalogs;
import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged lake sources in a real worker. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class LakeSourcesIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CALLS = 300;

    @TempDir
    Path directory;

    @Test
    void bringsBedrocksLogsToTheArchiveAndProvesIt(TestStack stack) throws IOException {
        // Given logs of three hours, as Bedrock writes them
        Path root = Files.createDirectory(directory.resolve("bedrock"));
        for (int file = 0; file < 6; file++) {
            write(root.resolve("2026/01/02/0" + file / 2 + "/f" + file + ".json.gz"), file * 50, 50);
        }
        try (Pipeline pipeline = new Pipeline(stack, "bedrock")) {
            Map<String, String> source = pipeline.sourceConfig();
            source.keySet().removeAll(List.of("source.url", "source.user"));
            source.put("connector.class", "io.affidavit.lake.ObjectStoreLogsSourceConnector");
            source.put("source.preset", "bedrock");
            source.put("source.location", root.toString());
            source.put("transforms.event.mapping", "bedrock-invocations");

            // When
            pipeline.startSink(pipeline.sinkConfig());
            pipeline.startSource(source);
            pipeline.awaitArchived(CALLS, LIMIT);

            // Then every call is an event, and source, topic and archive agree
            assertThat(pipeline.archive()
                            .query("SELECT count(*), count(DISTINCT event_id), count(DISTINCT response_id) FROM "
                                    + "(SELECT event_id, operational.response_id AS response_id FROM TABLE)")
                            .get(0))
                    .containsOnly(Integer.toString(CALLS));
            CommandLine.Outcome equal = reconcile(stack, pipeline, source);
            assertThat(equal.code()).as(equal.output()).isZero();

            // And an object that lands in an hour that was read is found by its rows
            write(root.resolve("2026/01/02/01/late.json.gz"), CALLS, 2);
            CommandLine.Outcome late = reconcile(stack, pipeline, source);
            assertThat(late.code()).as(late.output()).isEqualTo(1);
            assertThat(late.output()).contains("MISSING_IN_TOPIC", "2026/01/02/01/late.json.gz#000000000001");
        }
    }

    @Test
    void followsAnIcebergTable(TestStack stack) throws IOException {
        // Given a table of two snapshots
        Map<String, String> keys = Map.of(
                "iceberg.catalog.type",
                "jdbc",
                "iceberg.catalog.jdbc.schema-version",
                "V1",
                "iceberg.catalog.uri",
                "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL",
                "iceberg.catalog.warehouse",
                "file:" + directory.resolve("warehouse"));
        Catalog catalog = Catalogs.open(keys);
        Schema schema = new Schema(Types.NestedField.required(1, "id", Types.StringType.get()));
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("ai"));
        Table table = catalog.createTable(TableIdentifier.of("ai", "logs"), schema);
        append(table, 0, 40);
        append(table, 40, 50);
        try (Pipeline pipeline = new Pipeline(stack, "lakehouse")) {
            Map<String, String> source = pipeline.sourceConfig();
            source.keySet()
                    .removeIf(key -> key.startsWith("transforms")
                            || List.of("source.url", "source.user", "source.preset")
                                    .contains(key));
            source.put("connector.class", "io.affidavit.lake.IcebergLogsSourceConnector");
            source.put("tasks.max", "1");
            source.put("source.table", "ai.logs");
            source.putAll(keys);

            // When it runs, and a third is appended
            pipeline.startSource(source);
            awaitIds(stack, pipeline, 50);
            append(table, 50, 60);

            // Then every row came
            awaitIds(stack, pipeline, 60);
            assertThat(ids(stack, pipeline)).hasSize(60);
        } finally {
            Catalogs.close(catalog);
        }
    }

    private static void awaitIds(TestStack stack, Pipeline pipeline, int count) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> stack.topics().exists(pipeline.topic()) ? new HashSet<>(ids(stack, pipeline)) : Set.of(),
                        found -> found.size() == count);
    }

    private static List<String> ids(TestStack stack, Pipeline pipeline) {
        List<String> ids = new ArrayList<>();
        stack.topics()
                .read(pipeline.topic())
                .forEach(record -> ids.add(new String(record.value(), StandardCharsets.UTF_8)));
        return ids;
    }

    private CommandLine.Outcome reconcile(TestStack stack, Pipeline pipeline, Map<String, String> source)
            throws IOException {
        Path config = directory.resolve("source.json");
        Files.writeString(config, new ObjectMapper().writeValueAsString(source));
        List<String> arguments = new ArrayList<>(List.of(
                "reconcile",
                "--source-config",
                config.toString(),
                "--bootstrap",
                stack.broker().bootstrapServers()));
        arguments.addAll(pipeline.tableOptions());
        return stack.affidavit().run(arguments);
    }

    private static void write(Path file, int first, int count) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling("." + file.getFileName());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(draft))) {
            for (int i = first; i < first + count; i++) {
                out.write(
                        ("{\"schemaType\":\"ModelInvocationLog\",\"schemaVersion\":\"1.0\",\"timestamp\":\"2026-01-02T01:0"
                                        + i % 10
                                        + ":05Z\",\"accountId\":\"123456789012\",\"region\":\"eu-central-1\",\"requestId\":\"r-"
                                        + i
                                        + "\",\"operation\":\"Converse\",\"modelId\":\"m\",\"input\":{\"inputContentType\":\"application/json\","
                                        + "\"inputBodyJson\":{\"messages\":[]},\"inputTokenCount\":3},\"output\":{\"outputTokenCount\":5}}\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.move(draft, file);
    }

    private static void append(Table table, int from, int before) throws IOException {
        DataWriter<Record> writer = Parquet.writeData(
                        table.io().newOutputFile(table.locationProvider().newDataLocation("rows-" + from + ".parquet")))
                .forTable(table)
                .createWriterFunc(GenericParquetWriter::create)
                .withSpec(PartitionSpec.unpartitioned())
                .build();
        try (writer) {
            for (int i = from; i < before; i++) {
                Record record = GenericRecord.create(table.schema());
                record.setField("id", "row-" + i);
                writer.write(record);
            }
        }
        table.newAppend().appendFile(writer.toDataFile()).commit();
    }
}
