/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.EnforcePolicy;
import io.affidavit.smt.EnforceSchemaVersion;
import io.affidavit.smt.GovernedJsonConverter;
import io.affidavit.smt.MaskFields;
import io.affidavit.smt.ToGovernanceEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * The whole transform chain as a pipeline runs it: JSON bytes in, mapped to the contract, version checked, scanned and
 * masked, held against five rules, JSON bytes out, by our converter and by Kafka's; beside Kafka's with as many of Kafka's own
 * transforms, which do less, and without any.
 */
final class ChainBenchmark implements Benchmark {

    private static final int RECORDS = 60_000;
    private static final int RUNS = 5;

    private final Converter kafkas = Events.converter();
    private final Converter ours = new GovernedJsonConverter();

    @Override
    public Result run() throws Exception {
        List<byte[]> rows = LiteLlmRows.json(20_000, 11);
        List<Transformation<SourceRecord>> chain = chain("map");
        List<Transformation<SourceRecord>> structs = chain("struct");
        List<Transformation<SourceRecord>> stock = StockTransforms.chain();
        Map<Way, double[]> speeds = new EnumMap<>(Way.class);
        for (int run = -1; run < RUNS; run++) {
            for (Way way : Way.values()) {
                Converter converter = way.ours ? ours : kafkas;
                List<Transformation<SourceRecord>> transforms = switch (way) {
                    case CHAIN, CHAIN_BY_KAFKAS -> chain;
                    case STRUCTS -> structs;
                    case STOCK, STOCK_BY_OURS -> stock;
                    case PLAIN, PLAIN_BY_OURS -> List.of();
                };
                double speed = RECORDS / Cpu.thread(() -> pass(rows, converter, transforms));
                System.err.printf("run %d: %s %,.0f records per CPU-second%n", run + 1, way.text, speed);
                if (run >= 0) {
                    speeds.computeIfAbsent(way, measured -> new double[RUNS])[run] = speed;
                }
            }
        }
        chain.forEach(Transformation::close);
        structs.forEach(Transformation::close);
        stock.forEach(Transformation::close);
        double bytes = Events.meanBytes(rows);
        double plain = Cpu.median(speeds.get(Way.PLAIN));
        Result result = new Result("pipeline", "records/CPU-s", "MB/CPU-s", "share");
        for (Way way : Way.values()) {
            double speed = Cpu.median(speeds.get(way));
            result = result.row(way.text, speed, speed * bytes / 1e6, speed / plain)
                    .figure(way.key, speed);
        }
        return result.figure("json_share", Cpu.median(speeds.get(Way.CHAIN)) / plain)
                .figure("record_bytes", bytes);
    }

    /** What runs, and by which converter. */
    private enum Way {
        CHAIN("chain, our converter", "records_per_cpu_s", true),
        CHAIN_BY_KAFKAS("chain, Kafka's converter", "kafka_converter_records_per_cpu_s", false),
        STRUCTS("chain with Structs, our converter", "struct_records_per_cpu_s", true),
        STOCK("stock transforms, Kafka's converter", "stock_records_per_cpu_s", false),
        STOCK_BY_OURS("stock transforms, our converter", "stock_by_ours_records_per_cpu_s", true),
        PLAIN("nothing, Kafka's converter", "plain_records_per_cpu_s", false),
        PLAIN_BY_OURS("nothing, our converter", "plain_by_ours_records_per_cpu_s", true);

        private final String text;
        private final String key;
        private final boolean ours;

        Way(String text, String key, boolean ours) {
            this.text = text;
            this.key = key;
            this.ours = ours;
        }
    }

    private static void pass(List<byte[]> rows, Converter converter, List<Transformation<SourceRecord>> chain) {
        long bytes = 0;
        for (int i = 0; i < RECORDS; i++) {
            SchemaAndValue value = converter.toConnectData("bench", rows.get(i % rows.size()));
            SourceRecord record = new SourceRecord(Map.of(), Map.of(), "bench", value.schema(), value.value());
            for (Transformation<SourceRecord> transform : chain) {
                record = transform.apply(record);
            }
            if (!record.topic().equals("bench")) {
                throw new IllegalStateException("Cannot measure: a record was rejected, which is another path.");
            }
            bytes += converter.fromConnectData("bench", record.valueSchema(), record.value()).length;
        }
        if (bytes == 0) {
            throw new IllegalStateException("Cannot measure: nothing came out of the chain.");
        }
    }

    private static List<Transformation<SourceRecord>> chain(String form) {
        List<Transformation<SourceRecord>> chain = new ArrayList<>();
        add(
                chain,
                new ToGovernanceEvent<>(),
                Map.of(
                        "mapping", "litellm",
                        "form", form,
                        "source.instance", "bench",
                        "hash.key", "AAECAwQFBgcICQoLDA0ODw==",
                        "hash.key.id", "bench"));
        add(chain, new EnforceSchemaVersion<>(), Map.of("accept", ">=1.0 <2", "quarantine.topic", "quarantine"));
        add(chain, new MaskFields<>(), Map.of("quarantine.topic", "quarantine"));
        add(chain, new EnforcePolicy<>(), Map.of("policy.inline", RulesRun.POLICY, "quarantine.topic", "quarantine"));
        return chain;
    }

    private static void add(
            List<Transformation<SourceRecord>> chain,
            Transformation<SourceRecord> transform,
            Map<String, String> config) {
        transform.configure(config);
        chain.add(transform);
    }
}
