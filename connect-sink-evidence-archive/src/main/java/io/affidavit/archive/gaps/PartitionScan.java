/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** One reading of one partition over its gaps, first to last. Not thread-safe. */
final class PartitionScan {

    // A gap this near is reached sooner by reading on than by asking the broker anew.
    private static final long READ_ON = 500;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final List<OffsetSpan> gaps;
    private final TreeSet<Long> seen = new TreeSet<>();
    private final List<OffsetSpan> unexplained = new ArrayList<>();
    private int settled;
    private long position;
    private long beginning;

    /** @param gaps at least one, ascending */
    PartitionScan(Consumer<byte[], byte[]> consumer, TopicPartition partition, List<OffsetSpan> gaps) {
        this.consumer = consumer;
        this.partition = partition;
        this.gaps = List.copyOf(gaps);
    }

    /** Reads until every gap is settled, or nothing of the budget is left. */
    void run(ScanBudget.Meter left) {
        jump(gaps.get(0).from());
        for (OffsetSpan gap : gaps) {
            if (gap.from() > position + READ_ON) {
                jump(gap.from());
            }
            while (position < gap.to()) {
                if (left.exhausted()) {
                    return;
                }
                advance(left);
            }
            settle(gap);
        }
    }

    /** What is not explained so far: what held records, what is gone, and what was not looked into. */
    List<OffsetSpan> unexplained() {
        List<OffsetSpan> all = new ArrayList<>(unexplained);
        all.addAll(gaps.subList(settled, gaps.size()));
        return all;
    }

    private void jump(long offset) {
        consumer.seek(partition, offset);
        position = offset;
    }

    private void advance(ScanBudget.Meter left) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                seen.add(record.offset());
                left.spend(length(record.key()) + length(record.value()));
            }
            position = consumer.position(partition, left.timeLeft());
        } catch (OffsetOutOfRangeException e) {
            beginning = consumer.beginningOffsets(Set.of(partition), left.timeLeft())
                    .get(partition);
            if (beginning <= position) {
                throw new IllegalStateException("Cannot look into gaps: the topic ends before them", e);
            }
            jump(beginning);
        }
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Of what lies before the topic's beginning nobody can say any more what it held. */
    private void settle(OffsetSpan gap) {
        long gone = Math.min(gap.to(), Math.max(gap.from(), beginning));
        add(gap.from(), gone);
        seen.subSet(gone, gap.to()).forEach(offset -> add(offset, offset + 1));
        seen.headSet(gap.to()).clear();
        settled++;
    }

    /** Adds offsets, joined with the ones before if they touch. */
    private void add(long from, long to) {
        if (from == to) {
            return;
        }
        int last = unexplained.size() - 1;
        if (last >= 0 && unexplained.get(last).to() == from) {
            unexplained.set(last, new OffsetSpan(unexplained.get(last).from(), to));
        } else {
            unexplained.add(new OffsetSpan(from, to));
        }
    }
}
