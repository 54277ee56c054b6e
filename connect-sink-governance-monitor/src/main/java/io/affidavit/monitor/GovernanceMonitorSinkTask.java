/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.checkpoint.Clients;
import io.affidavit.monitor.checkpoint.KafkaTopics;
import io.affidavit.monitor.checkpoint.TopicChecks;
import io.affidavit.monitor.config.MonitorKeys;
import io.affidavit.monitor.flow.Policies;
import io.affidavit.monitor.flow.Watcher;
import io.affidavit.monitor.watch.Plan;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task of {@link GovernanceMonitorSinkConnector}: puts the monitor together and answers the worker. */
public final class GovernanceMonitorSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(GovernanceMonitorSinkTask.class);

    private static final long RETRY_MILLIS = 2_000;

    private final Clock clock;
    private Meters meters = Meters.none();
    private Policies policies;
    private KafkaTopics topics;
    private Watcher watcher;
    private ConnectException fatal;

    /** Connect creates it by name. */
    public GovernanceMonitorSinkTask() {
        this(Clock.systemUTC());
    }

    GovernanceMonitorSinkTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    @SuppressWarnings("UnusedException") // its class says enough, and its message could hold anything
    public void start(Map<String, String> properties) {
        GovernanceMonitorSinkConfig config = new GovernanceMonitorSinkConfig(properties);
        policies = config.policies(clock);
        Clients clients = config.clients();
        try {
            TopicChecks.prepare(clients, config.topicsByKey(), config.topics().checkpoints(), config.createsTopics());
            topics = new KafkaTopics(clients);
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException e) {
            throw new ConnectException("Cannot start the monitor: the brokers did not answer ("
                    + e.getClass().getSimpleName() + "). Check " + MonitorKeys.SERVERS
                    + " and the access rights of " + MonitorKeys.CLIENT_PREFIX + "*.");
        }
        meters = Meters.guarded(() -> context.pluginMetrics());
        watcher = new Watcher(
                config.settings(),
                policies,
                config.checkpoints(clients, topics),
                topics,
                meters,
                clock,
                (partition, offset) -> context.offset(partition, offset));
        policies.metersReady(meters);
        Plan plan = policies.timeline().at(clock.millis());
        LOG.info("Watching with {} monitors of policy {}", plan.monitors(), plan.policy());
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        watcher.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (fatal != null) {
            throw fatal;
        }
        try {
            watcher.put(records);
        } catch (RetriableException e) {
            context.timeout(RETRY_MILLIS);
            throw e;
        } catch (ConnectException e) {
            fatal = e;
            throw e;
        }
        if (watcher.wantsCommit()) {
            context.requestCommit();
        }
        long wait = watcher.millisUntilDue();
        if (wait > 0) {
            // Without it the worker would sleep until the next record or offset flush.
            context.timeout(wait);
        }
    }

    /**
     * Answers with what is committed together with the state. Never throws: the worker would rewind to its own, older
     * offsets; what must end the task is thrown by the next {@link #put}.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        if (fatal != null) {
            return offsets;
        }
        try {
            watcher.commit().forEach((partition, next) -> {
                if (current.containsKey(partition)) {
                    offsets.put(partition, new OffsetAndMetadata(next));
                }
            });
        } catch (ConnectException e) {
            fatal = e;
        }
        return offsets;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (watcher != null) {
            watcher.close(partitions);
        }
    }

    @Override
    public void stop() {
        if (watcher != null) {
            watcher.close();
        }
        if (policies != null) {
            policies.close();
        }
        if (topics != null) {
            topics.close();
        }
        meters.close();
    }
}
