/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.config.Durations;
import io.affidavit.core.data.FieldPath;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.Topics;
import io.affidavit.monitor.checkpoint.CheckpointLog;
import io.affidavit.monitor.config.MonitorClients;
import io.affidavit.monitor.config.MonitorKeys;
import io.affidavit.monitor.config.PolicyChoice;
import io.affidavit.monitor.config.PolicyKeys;
import io.affidavit.monitor.flow.MonitorSettings;
import io.affidavit.monitor.flow.MonitorTopics;
import io.affidavit.monitor.flow.Policies;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Typed view of the configuration of {@link GovernanceMonitorSinkConnector}. */
public final class GovernanceMonitorSinkConfig extends AbstractConfig {

    /** Longer than any transaction of a monitor stays open. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final String HASH_KEY_ID = "monitor";

    private final Map<String, String> properties;

    public GovernanceMonitorSinkConfig(Map<String, String> properties) {
        super(MonitorKeys.ALL.toConfigDef(), properties);
        PolicyKeys.disagreement(values()).ifPresent(fault -> {
            throw new ConfigException("Invalid value for configuration " + fault.key() + ": " + fault.message());
        });
        this.properties = Map.copyOf(properties);
    }

    public String connector() {
        return properties.getOrDefault("name", "monitor");
    }

    /**
     * The policy to act on; waits for the first version in a topic.
     *
     * @throws ConfigException if the document cannot be used; the message repeats no value of it
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy to begin with
     */
    @SuppressWarnings("UnusedException") // its message is all there is
    Policies policies(Clock clock) {
        if (getString(PolicyKeys.SOURCE).equals(PolicyKeys.FROM_TOPIC)) {
            return Policies.followed(followed(clock), clock);
        }
        try {
            PlanSettings settings = settings().plan();
            return Policies.fixed(
                    PolicyChoice.document(getString(PolicyKeys.POLICY)),
                    document -> PolicyChoice.plan(document, settings));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private PolicySource<Plan> followed(Clock clock) {
        Map<String, String> client = MonitorClients.settings(properties);
        client.put("bootstrap.servers", getString(MonitorKeys.SERVERS));
        return PolicyChoice.follow(
                getString(PolicyKeys.TOPIC),
                getString(PolicyKeys.ID),
                client,
                getList(PolicyKeys.TRUST),
                Duration.ofMillis(getLong(PolicyKeys.LOAD_TIMEOUT)),
                settings().plan(),
                clock);
    }

    MonitorSettings settings() {
        return new MonitorSettings(
                connector(),
                topics(),
                new PlanSettings(
                        FieldPath.parse(getString(MonitorKeys.TIME_FIELD)),
                        duration(MonitorKeys.LATENESS),
                        duration(MonitorKeys.AHEAD),
                        getInt(MonitorKeys.MAX_SCOPES),
                        topics().metrics().map(topic -> usage())),
                new IncidentId(hashKey()),
                Duration.ofMillis(getLong(MonitorKeys.COMMIT_INTERVAL)),
                duration(MonitorKeys.MAX_OUTAGE),
                getString(MonitorKeys.SPANNING).equals(MonitorKeys.SPANNING_FAIL));
    }

    private PlanSettings.UsageSettings usage() {
        return new PlanSettings.UsageSettings(
                duration(MonitorKeys.METRICS_WINDOW),
                Set.copyOf(getList(MonitorKeys.APPROVED)),
                Set.copyOf(getList(MonitorKeys.REFUSED)));
    }

    MonitorTopics topics() {
        return new MonitorTopics(
                getString(MonitorKeys.INCIDENTS),
                getString(MonitorKeys.CHECKPOINTS),
                Optional.ofNullable(getString(MonitorKeys.METRICS)));
    }

    /** Topics by config key. */
    Map<String, String> topicsByKey() {
        Map<String, String> topics = new LinkedHashMap<>();
        topics.put(MonitorKeys.CHECKPOINTS, topics().checkpoints());
        topics.put(MonitorKeys.INCIDENTS, topics().incidents());
        topics().metrics().ifPresent(topic -> topics.put(MonitorKeys.METRICS, topic));
        return topics;
    }

    boolean createsTopics() {
        return getBoolean(MonitorKeys.CREATE);
    }

    Clients clients() {
        return MonitorClients.of(connector(), getString(MonitorKeys.SERVERS), MonitorClients.settings(properties));
    }

    CheckpointLog checkpoints(Clients clients, Topics topics) {
        return new CheckpointLog(
                clients,
                topics,
                topics().checkpoints(),
                connector(),
                getInt(MonitorKeys.PART_BYTES),
                getInt(MonitorKeys.MAX_BYTES),
                PATIENCE);
    }

    private Optional<KeyedHash> hashKey() {
        Password key = getPassword(MonitorKeys.HASH_KEY);
        return Optional.ofNullable(key).map(secret -> KeyedHash.ofBase64(HASH_KEY_ID, secret.value()));
    }

    private Duration duration(String key) {
        return Durations.parse(getString(key));
    }
}
