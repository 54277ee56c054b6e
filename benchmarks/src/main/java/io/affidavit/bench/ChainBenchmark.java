/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.EnforcePolicy;
import io.affidavit.smt.EnforceSchemaVersion;
import io.affidavit.smt.MaskFields;
import io.affidavit.smt.ToGovernanceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * The whole transform chain as a pipeline runs it: JSON bytes in, mapped to the contract, version checked, scanned and
 * masked, held against five rules, JSON bytes out; beside the same conversion with as many of Kafka's own transforms, which do
 * less, and without any.
 */
final class ChainBenchmark implements Benchmark {

    private static final int RECORDS = 60_000;
    private static final int RUNS = 5;

    private final JsonConverter converter = Events.converter();

    @Override
    public Result run() throws Exception {
        List<byte[]> rows = LiteLlmRows.json(20_000, 11);
        List<Transformation<SourceRecord>> chain = chain("map");
        List<Transformation<SourceRecord>> structs = chain("struct");
        List<Transformation<SourceRecord>> stock = StockTransforms.chain();
        double[] with = new double[RUNS];
        double[] asStructs = new double[RUNS];
        double[] peers = new double[RUNS];
        double[] without = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            double chained = RECORDS / Cpu.thread(() -> pass(rows, chain));
            double wider = RECORDS / Cpu.thread(() -> pass(rows, structs));
            double lesser = RECORDS / Cpu.thread(() -> pass(rows, stock));
            double plain = RECORDS / Cpu.thread(() -> pass(rows, List.of()));
            System.err.printf(
                    "run %d: chain %,.0f, with Structs %,.0f, stock transforms %,.0f, conversion alone %,.0f records per CPU-second%n",
                    run + 1, chained, wider, lesser, plain);
            if (run >= 0) {
                with[run] = chained;
                asStructs[run] = wider;
                peers[run] = lesser;
                without[run] = plain;
            }
        }
        chain.forEach(Transformation::close);
        structs.forEach(Transformation::close);
        stock.forEach(Transformation::close);
        double bytes = Events.meanBytes(rows);
        double chained = Cpu.median(with);
        double wider = Cpu.median(asStructs);
        double lesser = Cpu.median(peers);
        double plain = Cpu.median(without);
        return new Result("pipeline", "records/CPU-s", "MB/CPU-s", "share")
                .row("JSON in, chain, JSON out", chained, chained * bytes / 1e6, chained / plain)
                .row("JSON in, chain with Structs, JSON out", wider, wider * bytes / 1e6, wider / plain)
                .row("JSON in, stock transforms, JSON out", lesser, lesser * bytes / 1e6, lesser / plain)
                .row("JSON in, JSON out", plain, plain * bytes / 1e6, "1")
                .figure("records_per_cpu_s", chained)
                .figure("struct_records_per_cpu_s", wider)
                .figure("stock_records_per_cpu_s", lesser)
                .figure("json_share", chained / plain)
                .figure("record_bytes", bytes);
    }

    private void pass(List<byte[]> rows, List<Transformation<SourceRecord>> chain) {
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
