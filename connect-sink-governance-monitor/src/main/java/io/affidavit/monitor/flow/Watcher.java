/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.monitor.broker.Topics;
import io.affidavit.monitor.checkpoint.CheckpointLog;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.worker.Work;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All partitions of a task.
 *
 * <pre>
 *            taken over                    a commit fails, or another task took over
 *  waiting ─────────────▶ watched ──────────────────────────────────────────────────▶ waiting
 * </pre>
 *
 * <p>What a failed commit left behind is not guessed at: the partition is taken over anew, from whatever was committed. A
 * worker that was frozen and is not the owner any more hears of it from the consumer before it comes to that.
 */
public final class Watcher implements Work {

    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final int MOST_PENDING = 5_000;

    private final MonitorSettings settings;
    private final Policies policies;
    private final Settling settling;
    private final Resumption resumption;
    private final CheckpointLog log;
    private final PassedOver passedOver;
    private final MonitorMeters meters;
    private final Clock clock;
    private final Seeking seeking;
    private final Map<TopicPartition, WatchedPartition> watched = new LinkedHashMap<>();
    private final Map<TopicPartition, Waiting> waiting = new LinkedHashMap<>();
    private long lastCommit;
    private volatile Progress progress = Progress.NONE;

    /** Has the worker read a partition from another offset on; it does so before it hands over further records. */
    public interface Seeking {
        void seek(TopicPartition partition, long offset);
    }

    public Watcher(
            MonitorSettings settings,
            Policies policies,
            CheckpointLog log,
            Topics topics,
            Meters meters,
            Clock clock,
            Seeking seeking) {
        this.settings = settings;
        this.resumption = new Resumption(settings, log, topics);
        this.policies = policies;
        this.settling = new Settling(policies, clock, settings.maxOutage());
        this.log = log;
        this.passedOver = new PassedOver(topics, clock);
        this.meters = MonitorMeters.in(meters);
        this.clock = clock;
        this.seeking = seeking;
        Progress.publish(meters, this);
    }

    Progress progress() {
        return progress;
    }

    /** Takes over partitions; those whose brokers do not answer are tried again later. */
    public void open(Collection<TopicPartition> partitions) {
        long now = clock.millis();
        partitions.forEach(partition -> waiting.put(partition, new Waiting(now, WatchedPartition.NOTHING)));
        resumeDue();
        tellProgress();
    }

    /**
     * Watches records.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if they must wait, with nothing done
     * @throws ConnectException if the task must end
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        settling.check(records);
        Timeline<Plan> policy = policies.timeline();
        Set<TopicPartition> moved = resumeDue();
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            WatchedPartition state = watched.get(partition);
            if (state != null && !moved.contains(partition)) {
                watch(state, record, policy);
            } else if (waiting.containsKey(partition)) {
                waiting.get(partition).passOver(record.originalKafkaOffset());
            }
        }
        passedOver.settleDue(watched.values());
        if (watched.values().stream().anyMatch(state -> state.outbox().size() > MOST_PENDING)) {
            commit();
        }
        tellProgress();
    }

    private void watch(WatchedPartition state, SinkRecord record, Timeline<Plan> policy) {
        long offset = record.originalKafkaOffset();
        state.sees(offset);
        if (offset < state.monitor().nextOffset()) {
            meters.repeats().add(1);
        } else if (record.headers().lastWithName(GovHeaders.CONTROL) != null) {
            state.monitor().passOver(offset);
        } else {
            state.take(policy, record);
        }
    }

    /** Whether findings have waited long enough to be committed. */
    @Override
    public boolean wantsCommit() {
        return hasFindings()
                && clock.millis() - lastCommit >= settings.commitInterval().toMillis();
    }

    /** A record that failed may have changed a part of the state. */
    @Override
    public boolean wholeAfterFailure() {
        return false;
    }

    /** Milliseconds until something is due without records; -1 where nothing is. */
    @Override
    public long millisUntilDue() {
        long now = clock.millis();
        if (!waiting.isEmpty()) {
            return Math.max(
                    1,
                    waiting.values().stream().mapToLong(Waiting::nextTry).min().orElse(now) - now);
        }
        if (hasFindings()) {
            return Math.max(1, lastCommit + settings.commitInterval().toMillis() - now);
        }
        return passedOver.millisUntilDue(watched.values());
    }

    private boolean hasFindings() {
        return watched.values().stream().anyMatch(state -> !state.outbox().isEmpty());
    }

    /**
     * Commits findings and checkpoints of all partitions that have come further.
     *
     * @return the committed next offset of each watched partition
     * @throws ConnectException if the task must end
     */
    @Override
    public Map<TopicPartition, Long> commit() {
        lastCommit = clock.millis();
        List<WatchedPartition> sent = new ArrayList<>();
        for (WatchedPartition state : List.copyOf(watched.values())) {
            if (state.dirty() && attempt(state, () -> send(state))) {
                sent.add(state);
            }
        }
        sent.forEach(state -> attempt(state, () -> state.commit(meters)));
        Map<TopicPartition, Long> durable = new HashMap<>();
        watched.values().stream()
                .filter(state -> state.durable() != WatchedPartition.NOTHING)
                .forEach(state -> durable.put(state.partition(), state.durable()));
        return durable;
    }

    /** Nothing is committed past offsets of which it is not known whether they held records. */
    private void send(WatchedPartition state) {
        passedOver.settle(state);
        state.send(log);
    }

    private boolean attempt(WatchedPartition state, Runnable step) {
        try {
            step.run();
            return true;
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException e) {
            meters.failures().add(1);
            LOG.warn(
                    "Cannot commit the state of partition {} ({}). It is taken over anew from its checkpoint",
                    state.partition(),
                    e.getClass().getSimpleName());
            watched.remove(state.partition());
            waiting.put(state.partition(), new Waiting(clock.millis(), state.first()));
            state.close();
            return false;
        }
    }

    /** Takes over what waits and is due; tells which, because the records at hand are not those that come next for them. */
    private Set<TopicPartition> resumeDue() {
        long now = clock.millis();
        List<TopicPartition> due = waiting.entrySet().stream()
                .filter(entry -> entry.getValue().nextTry() <= now)
                .map(Map.Entry::getKey)
                .toList();
        if (due.isEmpty()) {
            return Set.of();
        }
        try {
            Set<TopicPartition> moved = new HashSet<>();
            for (WatchedPartition state : resumption.resume(due, policies.timeline(), now)) {
                Waiting waited = waiting.remove(state.partition());
                watched.put(state.partition(), state);
                if (seek(state, waited)) {
                    moved.add(state.partition());
                }
            }
            return moved;
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn(
                    "Cannot take over {} partitions yet ({}). Trying again",
                    due.size(),
                    e.getClass().getSimpleName());
            due.forEach(partition -> putOff(partition, waiting.get(partition)));
            return Set.of();
        }
    }

    private void putOff(TopicPartition partition, Waiting waited) {
        waited.failed(clock.millis());
        if (waited.millis(clock.millis()) > settings.maxOutage().toMillis()) {
            throw new ConnectException("Cannot watch partition " + partition
                    + ": its state could not be read or written"
                    + " for " + settings.maxOutage() + ". Check monitor.bootstrap.servers and the access rights of"
                    + " monitor.client.*, then restart the task.");
        }
    }

    /** Whether the worker was told to read from elsewhere. */
    private boolean seek(WatchedPartition state, Waiting waited) {
        OptionalLong from = state.durable() == WatchedPartition.NOTHING
                ? waited.firstPassedOver()
                : OptionalLong.of(state.monitor().nextOffset());
        from.ifPresent(offset -> seeking.seek(state.partition(), offset));
        return from.isPresent();
    }

    private void tellProgress() {
        progress = Progress.of(
                watched.values().stream().map(WatchedPartition::monitor).toList(), waiting.size());
    }

    /** Lets go of partitions. What is not committed is watched again by whoever has them next. */
    public void close(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            waiting.remove(partition);
            WatchedPartition state = watched.remove(partition);
            if (state != null) {
                state.close();
            }
        }
        tellProgress();
    }

    /** Lets go of everything. */
    public void close() {
        close(List.copyOf(watched.keySet()));
    }
}
