/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import com.sun.management.ThreadMXBean;
import io.affidavit.smt.ClassifyFields;
import io.affidavit.smt.MaskFields;
import io.affidavit.smt.seal.KeysetKind;
import io.affidavit.smt.seal.Keysets;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * The scanner on the nested event of one kilobyte: alone, beside a masker of twenty regular expressions, and between JSON in
 * and JSON out; and what it allocates where there is nothing to find.
 */
final class DetectorBenchmark implements Benchmark {

    /** As many as a consumer hands over at once by default, so that records are as warm in the caches as there. */
    private static final int EVENTS = 500;

    private static final int RECORDS = 200_000;
    private static final int REGEX_RECORDS = 6_000;
    private static final int JSON_RECORDS = 60_000;
    private static final int RUNS = 5;

    private final JsonConverter converter = Events.converter();
    private long kept;

    @Override
    public Result run() throws Exception {
        List<SourceRecord> clean = records(NestedEvents.clean(EVENTS, 3));
        List<SourceRecord> sensitive = records(NestedEvents.sensitive(EVENTS, 3));
        List<byte[]> json = sensitive.stream()
                .map(record -> converter.fromConnectData("bench", null, record.value()))
                .toList();
        Transformation<SourceRecord> classify = configured(new ClassifyFields<>());
        Transformation<SourceRecord> mask = configured(new MaskFields<>());
        Transformation<SourceRecord> token = tokens();
        RegexMasker regex = new RegexMasker();
        double[][] rates = new double[7][RUNS];
        for (int run = -1; run < RUNS; run++) {
            double[] rate = {
                RECORDS / Cpu.thread(() -> apply(classify, clean, RECORDS)),
                RECORDS / Cpu.thread(() -> apply(classify, sensitive, RECORDS)),
                RECORDS / Cpu.thread(() -> apply(mask, sensitive, RECORDS)),
                REGEX_RECORDS / Cpu.thread(() -> regex(regex, sensitive)),
                JSON_RECORDS / Cpu.thread(() -> pass(json, mask)),
                JSON_RECORDS / Cpu.thread(() -> pass(json, null)),
                RECORDS / Cpu.thread(() -> apply(token, sensitive, RECORDS))
            };
            System.err.printf(
                    "run %d: clean %,.0f, sensitive %,.0f, masked %,.0f, regex %,.0f, JSON with %,.0f, without %,.0f, tokens %,.0f%n",
                    run + 1, rate[0], rate[1], rate[2], rate[3], rate[4], rate[5], rate[6]);
            for (int i = 0; run >= 0 && i < rate.length; i++) {
                rates[i][run] = rate[i];
            }
        }
        double scanned = Cpu.median(rates[1]);
        double masked = Cpu.median(rates[2]);
        double regexes = Cpu.median(rates[3]);
        double tokens = Cpu.median(rates[6]);
        double with = Cpu.median(rates[4]);
        double without = Cpu.median(rates[5]);
        if (kept == 0) {
            throw new IllegalStateException("Cannot measure: nothing came out of the transforms.");
        }
        double bytes = Events.meanBytes(json);
        return new Result("detector", "records/CPU-s", "MB/CPU-s")
                .row("scan, nothing to find", Cpu.median(rates[0]), Cpu.median(rates[0]) * bytes / 1e6)
                .row("scan, three findings", scanned, scanned * bytes / 1e6)
                .row("scan and redact, three findings", masked, masked * bytes / 1e6)
                .row("scan and redact, and five AES-SIV tokens", tokens, tokens * bytes / 1e6)
                .row("20 patterns of java.util.regex", regexes, regexes * bytes / 1e6)
                .row("JSON in, redact, JSON out", with, with * bytes / 1e6)
                .row("JSON in, JSON out", without, without * bytes / 1e6)
                .figure("records_per_cpu_s", scanned)
                .figure("clean_records_per_cpu_s", Cpu.median(rates[0]))
                .figure("bytes_per_clean_record", allocated(classify, clean))
                .figure("regex_ratio", masked / regexes)
                .figure("json_share", with / without)
                .figure("siv_records_per_cpu_s", tokens)
                .figure("record_bytes", bytes);
    }

    private void apply(Transformation<SourceRecord> transform, List<SourceRecord> records, int count) {
        for (int i = 0; i < count; i++) {
            kept += transform.apply(records.get(i % EVENTS)).headers().size();
        }
    }

    private void regex(RegexMasker masker, List<SourceRecord> records) {
        for (int i = 0; i < REGEX_RECORDS; i++) {
            kept += masker.mask(records.get(i % EVENTS).value()).hashCode() & 1;
        }
    }

    private void pass(List<byte[]> json, Transformation<SourceRecord> transform) {
        for (int i = 0; i < JSON_RECORDS; i++) {
            SchemaAndValue value = converter.toConnectData("bench", json.get(i % EVENTS));
            SourceRecord record = record(value.value());
            SourceRecord result = transform == null ? record : transform.apply(record);
            kept += converter.fromConnectData("bench", null, result.value()).length;
        }
    }

    /** Bytes that this thread allocates for one record without findings, when everything is warm. */
    private double allocated(Transformation<SourceRecord> transform, List<SourceRecord> clean) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RECORDS; i++) {
            kept += transform.apply(clean.get(i % EVENTS)) == null ? 1 : 0;
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) RECORDS;
    }

    /** Five fields become tokens whatever they hold, under a fresh key; the rest is scanned and redacted. */
    private static Transformation<SourceRecord> tokens() {
        Transformation<SourceRecord> transform = new MaskFields<>();
        transform.configure(Map.of(
                "mask.token.keyset",
                Keysets.generate(KeysetKind.SIV),
                "mask.fields",
                "identity.user:token,identity.session:token,tool.call:token,trace.trace_id:token,trace.span_id:token"));
        return transform;
    }

    private static Transformation<SourceRecord> configured(Transformation<SourceRecord> transform) {
        transform.configure(Map.of("quarantine.topic", "quarantine"));
        return transform;
    }

    private static List<SourceRecord> records(List<Map<String, Object>> values) {
        return values.stream().map(DetectorBenchmark::record).toList();
    }

    private static SourceRecord record(Object value) {
        return new SourceRecord(Map.of(), Map.of(), "bench", null, value);
    }
}
