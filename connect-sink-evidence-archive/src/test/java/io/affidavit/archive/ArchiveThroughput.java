/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Prints records per CPU-second of put and commit, hashing and signing included. Run by hand:
 * {@code java -cp <test classpath> io.affidavit.archive.ArchiveThroughput [records] [rounds]}.
 */
final class ArchiveThroughput {

    private static final int BATCH = 500;

    private ArchiveThroughput() {}

    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 300_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        for (int round = 0; round < rounds; round++) {
            for (String shape : List.of("struct", "map", "text")) {
                List<List<SinkRecord>> batches = batches(shape, records);
                Path directory = Files.createTempDirectory("archive-throughput");
                try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
                    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    batches.forEach(archive.task::put);
                    archive.commit();
                    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
                    long bytes = Long.parseLong(
                            archive.table().currentSnapshot().summary().get("added-files-size"));
                    System.out.printf(
                            "%d %s: %,d records per CPU-second, %d bytes per record stored%n",
                            round, shape, (long) (records / (nanos / 1e9)), bytes / records);
                }
            }
        }
    }

    private static List<List<SinkRecord>> batches(String shape, int records) {
        Random random = new Random(42);
        List<List<SinkRecord>> batches = new ArrayList<>();
        for (int first = 0; first < records; first += BATCH) {
            List<SinkRecord> batch = new ArrayList<>(BATCH);
            for (int i = first; i < Math.min(first + BATCH, records); i++) {
                Struct event = event(i, random);
                batch.add(Events.record(0, i, shaped(shape, event)));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static Object shaped(String shape, Struct event) {
        return switch (shape) {
            case "struct" -> event;
            case "map" -> map(event);
            default -> JsonText.write(map(event));
        };
    }

    /** An event of about 1,200 bytes as JSON, with 32 fields, as a LiteLLM call gives. */
    private static Struct event(int i, Random random) {
        Schema schema = EventContract.connectSchema();
        Struct event = Events.struct(i).put("event_id", hex(random)).put("entity_id", hex(random));
        event.put("event_time", new Date(Events.TIME + i % 80_000_000))
                .put("tenant_id", "tenant-" + random.nextInt(20));
        event.put(
                "identity",
                struct(
                        schema,
                        "identity",
                        "application_id",
                        "app-" + random.nextInt(10),
                        "user_id",
                        "user-" + random.nextInt(5_000),
                        "session_id",
                        hex(random),
                        "environment",
                        "production"));
        event.put(
                "model",
                struct(
                        schema,
                        "model",
                        "provider",
                        "openai",
                        "request_model",
                        "gpt-" + random.nextInt(5),
                        "response_model",
                        "gpt-" + random.nextInt(5),
                        "parameters_json",
                        "{\"temperature\":0.2}"));
        event.put(
                "content",
                struct(
                        schema,
                        "content",
                        "input_messages_json",
                        text(random, 30),
                        "output_messages_json",
                        text(random, 40),
                        "content_state",
                        "masked"));
        event.put(
                "usage",
                struct(
                        schema,
                        "usage",
                        "input_tokens",
                        (long) random.nextInt(4_000),
                        "output_tokens",
                        (long) random.nextInt(900),
                        "cost",
                        "0.00" + random.nextInt(999),
                        "currency",
                        "USD",
                        "latency_ms",
                        (long) random.nextInt(9_000)));
        event.put(
                "operational",
                struct(
                        schema,
                        "operational",
                        "trace_id",
                        hex(random),
                        "span_id",
                        hex(random).substring(16),
                        "status",
                        "success"));
        event.put("lifecycle", struct(schema, "lifecycle", "retention_class", "standard", "legal_hold", false));
        return event;
    }

    private static Struct struct(Schema schema, String group, Object... pairs) {
        Struct struct = new Struct(schema.field(group).schema());
        for (int i = 0; i < pairs.length; i += 2) {
            struct.put((String) pairs[i], pairs[i + 1]);
        }
        return struct;
    }

    private static String hex(Random random) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder("[{\"role\":\"user\",\"content\":\"");
        for (int i = 0; i < words; i++) {
            text.append("word").append(random.nextInt(3_000)).append(' ');
        }
        return text.append("\"}]").toString();
    }

    private static Map<String, Object> map(Struct struct) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = struct.get(field);
            if (value != null) {
                map.put(
                        field.name(),
                        value instanceof Struct nested
                                ? map(nested)
                                : value instanceof Date date ? (Object) date.getTime() : value);
            }
        }
        return map;
    }
}
