/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.Events;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.Registry;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.ConnectWorkerProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records whose versions or schemas stand in a real schema registry, read through its converters. */
@Tag("component")
@ExtendWith(StackExtension.class)
@EnabledIfSystemProperty(named = Registry.DIRECTORY, matches = ".+")
class RegistryVersionsIT {
    private static final int EACH = 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void migratesOldVersionsOfAvroRecordsAndRefusesTheFuture(TestStack stack) {
        judges(
                stack,
                "registry",
                Map.of(
                        "value.converter", Registry.CONVERTER,
                        "value.converter.apicurio.registry.as-confluent", "true",
                        "value.converter.apicurio.registry.use-id", "contentId",
                        "transforms.version.accept", ">=0.9 <=1.0",
                        "transforms.version.target", "1.0.0",
                        "transforms.version.migrations", migrations(">=0.9 <1.0", "1.0.0")),
                (registry, topic) -> {
                    List<byte[]> values = new ArrayList<>();
                    for (String version : List.of("0.9.0", "1.0.0", "1.1.0")) {
                        Schema schema =
                                schema(version.equals("0.9.0") ? "tenant" : "tenant_id", version.equals("1.1.0"));
                        int id = registry.register(topic + "-value", schema);
                        for (int i = 0; i < EACH; i++) {
                            values.add(Registry.wire(id, event(schema, values.size(), version)));
                        }
                    }
                    return values;
                });
    }

    @Test
    void migratesOldVersionsOfConnectSchemasAndRefusesTheFuture(TestStack stack) {
        judges(
                stack,
                "registryjson",
                Map.of(
                        "value.converter", Registry.JSON_CONVERTER,
                        "transforms.version.schema.version.source", "schema",
                        "transforms.version.accept", ">=1 <=2",
                        "transforms.version.target", "2",
                        "transforms.version.migrations", migrations(">=1 <2", "2")),
                (registry, topic) -> {
                    List<byte[]> values = new ArrayList<>();
                    for (int version = 1; version <= 3; version++) {
                        String tenant = version == 1 ? "tenant" : "tenant_id";
                        long id = registry.registerConnect(topic + "-value", connectSchema(version, tenant));
                        for (int i = 0; i < EACH; i++) {
                            String event = Events.minimal(values.size())
                                    .replace("\"tenant_id\"", "\"" + tenant + "\"")
                                    .replaceFirst(",\"content\":.*", "}");
                            values.add(("{\"schemaId\":" + id + ",\"payload\":" + event + "}").getBytes(UTF_8));
                        }
                    }
                    return values;
                });
    }

    private static String migrations(String from, String to) {
        return "format: 1\nmigrations: [{from: '" + from + "', to: " + to
                + ", steps: [{rename: {path: tenant, to: tenant_id}}]}]";
    }

    /** @param values of an old version, the one in use and a future one, as many of each */
    private void judges(
            TestStack stack,
            String name,
            Map<String, String> config,
            BiFunction<Registry, String, List<byte[]>> values) {
        try (Registry registry = new Registry(directory);
                Pipeline pipeline = new Pipeline(stack, name);
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine");
                ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                                stack.broker().bootstrapServers(),
                                Registry.withConverters(TestStack.modules(directory)),
                                directory.resolve("connect"))
                        .group(name)
                        .build()) {
            // Given three versions of a subject, the newest from the future
            stack.topics().create(pipeline.topic(), 1);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (byte[] value : values.apply(registry, pipeline.topic())) {
                records.add(new ProducerRecord<>(pipeline.topic(), ("k" + records.size()).getBytes(UTF_8), value));
            }
            stack.topics().send(records);

            // When
            worker.start();
            Map<String, String> sink = pipeline.sinkConfig();
            sink.put("value.converter.apicurio.registry.url", registry.uri() + "/apis/registry/v2");
            sink.remove("value.converter.schemas.enable");
            sink.put("transforms", "version");
            sink.put("transforms.version.type", "io.affidavit.smt.EnforceSchemaVersion");
            sink.put("transforms.version.contract", "event");
            sink.put("transforms.version.on.reject.sink", "route");
            sink.putAll(config);
            worker.rest().put(pipeline.sink(), sink);

            // Then
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> pipeline.archive().rows() + quarantine.rows() >= 3 * EACH);
            assertThat(pipeline.archive()
                            .query("SELECT schema_version, tenant_id, count(*) FROM TABLE GROUP BY ALL ORDER BY ALL"))
                    .containsExactly(List.of("1.0.0", "t", Integer.toString(2 * EACH)));
            assertThat(quarantine.query("SELECT rule, count(*) FROM TABLE GROUP BY ALL"))
                    .containsExactly(List.of("schema.version.future", Integer.toString(EACH)));
            worker.rest().delete(pipeline.sink());
        }
    }

    /** As Connect's JSON converter writes it. */
    private static String connectSchema(int version, String tenant) {
        String time =
                "{\"type\":\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\",\"version\":1,\"optional\":false,";
        String text = "{\"type\":\"string\",\"optional\":false,";
        return "{\"type\":\"struct\",\"name\":\"test.event\",\"version\":" + version
                + ",\"optional\":false,\"fields\":["
                + text + "\"field\":\"event_id\"}," + text + "\"field\":\"entity_id\"}," + text
                + "\"field\":\"category\"}," + time + "\"field\":\"event_time\"}," + time
                + "\"field\":\"observed_time\"}," + text + "\"field\":\"" + tenant + "\"}," + text
                + "\"field\":\"schema_version\"},{\"type\":\"struct\",\"name\":\"test.source\",\"optional\":false,"
                + "\"field\":\"source\",\"fields\":[" + text + "\"field\":\"system\"}," + text
                + "\"field\":\"key\"}]}]}";
    }

    private static Schema schema(String tenant, boolean grown) {
        SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("event")
                .namespace("test")
                .fields()
                .requiredString("event_id")
                .requiredString("entity_id")
                .requiredString("category")
                .requiredLong("event_time")
                .requiredLong("observed_time")
                .requiredString("schema_version")
                .requiredString(tenant)
                .name("source")
                .type(SchemaBuilder.record("source")
                        .namespace("test")
                        .fields()
                        .requiredString("system")
                        .endRecord())
                .noDefault();
        return grown ? fields.optionalString("fresh").endRecord() : fields.endRecord();
    }

    private static GenericRecord event(Schema schema, int number, String version) {
        long now = Clock.systemUTC().millis();
        GenericRecord source = new GenericData.Record(schema.getField("source").schema());
        source.put("system", "test");
        GenericRecord event = new GenericData.Record(schema);
        event.put("event_id", Events.id(number));
        event.put("entity_id", Events.id(number));
        event.put("category", "model_call");
        event.put("event_time", now);
        event.put("observed_time", now);
        event.put("schema_version", version);
        event.put(schema.getField("tenant") == null ? "tenant_id" : "tenant", "t");
        event.put("source", source);
        return event;
    }
}
