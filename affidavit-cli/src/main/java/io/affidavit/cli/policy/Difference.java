/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.topic.RecordText;
import io.affidavit.smt.policy.CompiledPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** What two policies decide differently. Holds places and rule ids, never content. */
final class Difference {

    private final CompiledPolicy now;
    private final CompiledPolicy next;
    private final List<Change> changes = new ArrayList<>();
    private long compared;
    private long unreadable;

    Difference(CompiledPolicy now, CompiledPolicy next) {
        this.now = now;
        this.next = next;
    }

    /** A record on which the policies differ. */
    record Change(int partition, long offset, String now, String next) {}

    /** Compares the policies on one record; tombstones are none. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        Object value = RecordText.of(record.value()).map(RecordText::opened).orElse(null);
        if (!(value instanceof Map<?, ?>)) {
            unreadable++;
            return;
        }
        compared++;
        SinkRecord sample = record(record, value);
        Outcome before = Outcome.of(now, sample);
        Outcome after = Outcome.of(next, sample);
        if (!before.equals(after)) {
            changes.add(new Change(record.partition(), record.offset(), text(before, after), text(after, before)));
        }
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    long compared() {
        return compared;
    }

    long unreadable() {
        return unreadable;
    }

    /** Verdict and rules, and of the lifecycle what differs. */
    private static String text(Outcome one, Outcome other) {
        StringBuilder text = new StringBuilder(one.text());
        one.kept().keySet().stream().sorted().forEach(name -> {
            Object word = one.kept().get(name);
            if (!word.equals(other.kept().get(name))) {
                text.append(' ').append(name).append('=').append(word);
            }
        });
        return text.toString();
    }

    private static SinkRecord record(ConsumerRecord<byte[], byte[]> record, Object value) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                RecordText.of(header.value()).ifPresent(text -> headers.add(header.key(), text, Schema.STRING_SCHEMA));
            }
        }
        return new SinkRecord(
                record.topic(),
                record.partition(),
                null,
                null,
                null,
                value,
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                headers);
    }
}
