/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.EnforceSchemaVersion;
import io.affidavit.smt.contract.Contract;
import io.affidavit.smt.upcast.Migrations;
import io.affidavit.smt.upcast.Upcast;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** What it costs to keep records within contract and policy: migrations of five steps, JSON Schema of the event, five rules. */
final class PolicyBenchmark implements Benchmark {

    /** As many as a consumer hands over at once by default. */
    private static final int EVENTS = 500;

    private static final int RECORDS = 400_000;
    private static final int SLOW_RECORDS = 60_000;
    private static final int RUNS = 5;
    private static final String FIVE_STEPS = """
            format: 1
            migrations:
              - from: ">=1 <2"
                to: "2"
                steps:
                  - rename: {path: identity.user, to: user_id}
                  - move: {from: model.region, to: residency_region}
                  - cast: {path: usage.input_tokens, to: string}
                  - map: {path: tool.status, values: {ok: success, failed: error}, otherwise: keep}
                  - default: {path: tenant_id, value: default}
            """;

    private final JsonConverter converter = Events.converter();
    /** Converters hand over the same schema for one record after the other. */
    private final Map<String, Schema> schemas = new HashMap<>();

    private long kept;

    @Override
    public Result run() throws Exception {
        List<SourceRecord> maps = NestedEvents.clean(EVENTS, 3).stream()
                .map(PolicyBenchmark::versioned)
                .map(event -> record(null, event))
                .toList();
        List<SourceRecord> structs = maps.stream()
                .map(this::struct)
                .map(event -> record(event.schema(), event))
                .toList();
        List<Struct> events = Events.structs(EVENTS, 3);
        List<byte[]> json = Events.json(events);
        List<Object> parsed = json.stream()
                .map(bytes -> converter.toConnectData("bench", bytes).value())
                .toList();
        Transformation<SourceRecord> upcast = gate(Map.of(
                "accept",
                ">=1 <=2",
                "target",
                "2",
                "migrations",
                FIVE_STEPS,
                "schema.version.source",
                "field:version"));
        Upcast alone = Migrations.of(FIVE_STEPS)
                .to(SchemaVersion.of("2"), VersionRange.parse(">=1 <=2"), FieldPath.parse("version"))
                .from(SchemaVersion.of("1"));
        Contract contract = Contract.of(Contract.EVENT);
        Contract full = Contract.of(withoutShortcut());
        RulesRun rules = new RulesRun(EVENTS);
        double[][] rates = new double[9][RUNS];
        for (int run = -1; run < RUNS; run++) {
            double[] rate = {
                RECORDS / Cpu.thread(() -> apply(upcast, maps, RECORDS)),
                RECORDS / Cpu.thread(() -> apply(upcast, structs, RECORDS)),
                RECORDS / Cpu.thread(() -> migrate(alone, maps)),
                RECORDS / Cpu.thread(() -> migrate(alone, structs)),
                RECORDS / Cpu.thread(() -> check(contract, parsed, RECORDS)),
                RECORDS / Cpu.thread(() -> check(contract, events, RECORDS)),
                SLOW_RECORDS / Cpu.thread(() -> check(full, parsed, SLOW_RECORDS)),
                rules.maps(RECORDS),
                rules.structs(RECORDS)
            };
            System.err.printf(
                    "run %d: transform of maps %,.0f, of Structs %,.0f; upcast alone %,.0f, %,.0f; contract of maps %,.0f, of Structs %,.0f, in full %,.0f; rules on maps %,.0f, on Structs %,.0f%n",
                    run + 1, rate[0], rate[1], rate[2], rate[3], rate[4], rate[5], rate[6], rate[7], rate[8]);
            for (int i = 0; run >= 0 && i < rate.length; i++) {
                rates[i][run] = rate[i];
            }
        }
        if (kept == 0) {
            throw new IllegalStateException("Cannot measure: nothing came out.");
        }
        upcast.close();
        rules.close();
        return new Result("policy", "records/CPU-s")
                .row("migration of five steps, maps", Cpu.median(rates[2]))
                .row("migration of five steps, Structs", Cpu.median(rates[3]))
                .row("EnforceSchemaVersion with it, maps", Cpu.median(rates[0]))
                .row("EnforceSchemaVersion with it, Structs", Cpu.median(rates[1]))
                .row("JSON Schema of the event, maps", Cpu.median(rates[4]))
                .row("JSON Schema of the event, Structs", Cpu.median(rates[5]))
                .row("JSON Schema of the event, full validator, maps", Cpu.median(rates[6]))
                .row("EnforcePolicy with five rules, maps", Cpu.median(rates[7]))
                .row("EnforcePolicy with five rules, Structs", Cpu.median(rates[8]))
                .figure("upcast_per_cpu_s", Cpu.median(rates[2]))
                .figure("upcast_struct_per_cpu_s", Cpu.median(rates[3]))
                .figure("enforce_per_cpu_s", Cpu.median(rates[0]))
                .figure("enforce_struct_per_cpu_s", Cpu.median(rates[1]))
                .figure("jsonschema_per_cpu_s", Cpu.median(rates[4]))
                .figure("jsonschema_struct_per_cpu_s", Cpu.median(rates[5]))
                .figure("jsonschema_full_per_cpu_s", Cpu.median(rates[6]))
                .figure("cel5_per_cpu_s", Math.min(Cpu.median(rates[7]), Cpu.median(rates[8])))
                .figure("cel5_struct_per_cpu_s", Cpu.median(rates[8]))
                .figure("record_bytes", Events.meanBytes(json));
    }

    private void migrate(Upcast upcast, List<SourceRecord> records) {
        for (int i = 0; i < RECORDS; i++) {
            SourceRecord record = records.get(i % EVENTS);
            kept += upcast.apply(record.valueSchema(), record.value()).value() == record.value() ? 0 : 1;
        }
    }

    private void apply(Transformation<SourceRecord> transform, List<SourceRecord> records, int count) {
        for (int i = 0; i < count; i++) {
            SourceRecord result = transform.apply(records.get(i % EVENTS));
            if (result.headers().lastWithName("gov.migrated.from") == null) {
                throw new IllegalStateException("Cannot measure: a record was not migrated.");
            }
            kept += result.headers().size();
        }
    }

    private void check(Contract contract, List<?> payloads, int count) {
        for (int i = 0; i < count; i++) {
            if (!contract.check(payloads.get(i % EVENTS)).isEmpty()) {
                throw new IllegalStateException("Cannot measure: an event breaks its contract.");
            }
            kept++;
        }
    }

    /** The contract of events with a keyword that only the full validator knows. */
    private static String withoutShortcut() {
        String contract = EventContract.jsonSchema();
        return contract.replaceFirst("\\{", "{\"minProperties\": 1,");
    }

    private static Map<String, Object> versioned(Map<String, Object> event) {
        Map<String, Object> versioned = new LinkedHashMap<>(event);
        versioned.put("version", "1");
        return versioned;
    }

    private Struct struct(SourceRecord record) {
        return (Struct) struct("bench.event", record.value());
    }

    private Object struct(String name, Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(struct(name, item)));
            return items;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        SchemaBuilder builder = SchemaBuilder.struct().name(name);
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((field, member) -> members.put((String) field, struct(name + "." + field, member)));
        members.forEach((field, member) -> builder.field(field, schema(member)));
        Struct struct = new Struct(schemas.computeIfAbsent(name, ignored -> builder.build()));
        members.forEach(struct::put);
        return struct;
    }

    private static Schema schema(Object member) {
        if (member instanceof Struct struct) {
            return struct.schema();
        }
        if (member instanceof List<?> list) {
            return SchemaBuilder.array(schema(list.get(0))).build();
        }
        return member instanceof Long
                ? Schema.INT64_SCHEMA
                : member instanceof Boolean ? Schema.BOOLEAN_SCHEMA : Schema.STRING_SCHEMA;
    }

    private static Transformation<SourceRecord> gate(Map<String, String> config) {
        EnforceSchemaVersion<SourceRecord> gate = new EnforceSchemaVersion<>();
        gate.configure(config);
        return gate;
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "bench", schema, value);
    }
}
