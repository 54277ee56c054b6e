/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.topic.Offsets;
import io.affidavit.cli.topic.RecordText;
import io.affidavit.cli.topic.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** A topic of JSON or text; a sample is taken in runs spread over every partition. */
record TopicSource(String topic, TopicReader reader) implements RecordSource {

    /** Into how many runs the part of one partition is spread. */
    private static final int RUNS = 10;

    @Override
    public String name() {
        return "topic:" + topic;
    }

    @Override
    public boolean read(Sample sample, Consumer<Sampled> records) {
        boolean[] all = {true};
        reader.read(
                topic,
                whole -> {
                    List<Map<TopicPartition, Offsets>> parts = parts(whole, sample);
                    all[0] = parts.size() == 1 && parts.get(0).equals(whole);
                    return parts;
                },
                record -> records.accept(sampled(record)));
        return all[0];
    }

    /** Which offsets to read; the sample is shared evenly among the partitions. */
    static List<Map<TopicPartition, Offsets>> parts(Map<TopicPartition, Offsets> whole, Sample sample) {
        long total = whole.values().stream().mapToLong(Offsets::size).sum();
        if (sample.size() == 0 || sample.size() >= total) {
            return List.of(whole);
        }
        if (sample.latest()) {
            return List.of(Offsets.last(whole, sample.size()));
        }
        List<Map<TopicPartition, Offsets>> parts = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Map<TopicPartition, Offsets> part = new HashMap<>();
            for (Map.Entry<TopicPartition, Offsets> partition : whole.entrySet()) {
                Offsets offsets = partition.getValue();
                double share = (double) sample.size() * offsets.size() / total;
                long from = offsets.from() + offsets.size() * run / RUNS;
                long to = from + Math.max(1, (long) Math.ceil(share / RUNS));
                part.put(partition.getKey(), new Offsets(from, Math.min(to, offsets.to())));
            }
            parts.add(part);
        }
        return parts;
    }

    private static Sampled sampled(ConsumerRecord<byte[], byte[]> record) {
        Optional<Object> key = plain(record.key());
        Optional<Object> value = plain(record.value());
        boolean unreadable = (record.key() != null && key.isEmpty()) || (record.value() != null && value.isEmpty());
        List<Map.Entry<String, Object>> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            plain(header.value()).ifPresent(held -> headers.add(Map.entry(header.key(), held)));
        }
        return new Sampled(key.orElse(null), value.orElse(null), headers, unreadable);
    }

    private static Optional<Object> plain(byte[] bytes) {
        return bytes == null ? Optional.empty() : RecordText.of(bytes).map(RecordText::opened);
    }
}
