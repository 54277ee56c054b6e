/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.config;

import io.affidavit.core.config.Durations;
import io.affidavit.core.config.UnknownKeys;
import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.Topics;
import io.affidavit.monitor.checkpoint.TopicChecks;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;

/** The checks of a monitor's configuration that a single key cannot make; each fault stands at the key that can mend it. */
public final class MonitorValidation {

    private static final String ISOLATION = "consumer.override.isolation.level";
    private static final String RESET = "consumer.override.auto.offset.reset";
    private static final int PROBE_MILLIS = 5_000;

    private final Map<String, String> configured;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private MonitorValidation(Map<String, String> configured, List<ConfigValue> checked) {
        this.configured = configured;
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** @param checked what the single keys' validators found */
    public static Config of(Map<String, String> configured, List<ConfigValue> checked) {
        MonitorValidation validation = new MonitorValidation(configured, checked);
        validation.check();
        return new Config(new ArrayList<>(validation.values.values()));
    }

    private void check() {
        UnknownKeys.check(configured, MonitorKeys.ALL, values, List.of("monitor."), List.of(MonitorKeys.CLIENT_PREFIX));
        checkIsolation();
        checkTopicNames();
        checkPolicy();
        // Brokers are only worth asking when nothing else is wrong: each answer may take seconds.
        if (values.values().stream().allMatch(value -> value.errorMessages().isEmpty())) {
            probe();
        }
        if (values.values().stream().allMatch(value -> value.errorMessages().isEmpty())) {
            probePolicy();
        }
    }

    private void checkIsolation() {
        if (!Boolean.TRUE.equals(value(MonitorKeys.UNCOMMITTED))
                && !"read_committed".equals(configured.get(ISOLATION))) {
            error(
                    ISOLATION,
                    "Records of aborted transactions would be watched. Set " + ISOLATION + "=read_committed, or "
                            + MonitorKeys.UNCOMMITTED + "=true if no producer uses transactions.");
        }
        String reset = configured.get(RESET);
        if (reset != null && !reset.equals("earliest") && !reset.equals("none")) {
            error(RESET, "Records would be passed over without a trace. Set " + RESET + "=earliest, or remove it.");
        }
    }

    private void checkTopicNames() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String key : writtenAndPolicy()) {
            if (!(value(key) instanceof String topic)) {
                continue;
            }
            String other = seen.putIfAbsent(topic, key);
            if (other != null) {
                error(key, "It names the same topic as " + other + ". Name another one.");
            }
            if (isInput(topic)) {
                error(key, "The monitor would read what it writes. Take the topic out of topics, or name another one.");
            }
        }
    }

    private List<String> writtenAndPolicy() {
        List<String> keys =
                new ArrayList<>(List.of(MonitorKeys.INCIDENTS, MonitorKeys.CHECKPOINTS, MonitorKeys.METRICS));
        if (PolicyKeys.FROM_TOPIC.equals(value(PolicyKeys.SOURCE))) {
            keys.add(PolicyKeys.TOPIC);
        }
        return keys;
    }

    @SuppressWarnings("UnusedException") // Connect tells it at topics.regex
    private boolean isInput(String topic) {
        String list = configured.getOrDefault("topics", "");
        String regex = configured.getOrDefault("topics.regex", "");
        try {
            return Arrays.stream(list.split(",")).map(String::trim).anyMatch(topic::equals)
                    || (!regex.isEmpty() && Pattern.matches(regex, topic));
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private void checkPolicy() {
        Map<String, Object> policy = new HashMap<>();
        List<String> keys = List.of(PolicyKeys.SOURCE, PolicyKeys.POLICY, PolicyKeys.ID);
        if (!keys.stream().allMatch(this::sound)) {
            return;
        }
        keys.forEach(key -> policy.put(key, value(key)));
        PolicyKeys.disagreement(policy).ifPresent(fault -> error(fault.key(), fault.message()));
        if (!(value(PolicyKeys.POLICY) instanceof String source)
                || source.isBlank()
                || !sound(PolicyKeys.POLICY)
                || !sound(MonitorKeys.TIME_FIELD)) {
            return;
        }
        try {
            PolicyChoice.plan(PolicyChoice.document(source), trial());
        } catch (IllegalArgumentException e) {
            error(PolicyKeys.POLICY, e.getMessage());
        }
    }

    private PlanSettings trial() {
        return new PlanSettings(
                FieldPath.parse((String) value(MonitorKeys.TIME_FIELD)),
                Durations.parse("1m"),
                Durations.parse("1m"),
                1,
                Optional.empty());
    }

    /** A topic that is missing need not be waited for. */
    private void probePolicyTopic(Clients clients) {
        if (!PolicyKeys.FROM_TOPIC.equals(value(PolicyKeys.SOURCE))) {
            return;
        }
        try (Topics topics = new Topics(clients)) {
            if (topics.partitions((String) value(PolicyKeys.TOPIC)).isEmpty()) {
                error(PolicyKeys.TOPIC, "The topic does not exist. Make it with: affidavit policy publish --create.");
            }
        }
    }

    /** Whether there is a policy that the monitor can begin with. */
    private void probePolicy() {
        if (!PolicyKeys.FROM_TOPIC.equals(value(PolicyKeys.SOURCE))) {
            return;
        }
        Map<String, String> client = MonitorClients.settings(configured);
        client.put("bootstrap.servers", configured.get(MonitorKeys.SERVERS));
        try (PolicySource<Plan> source = PolicyChoice.follow(
                (String) value(PolicyKeys.TOPIC),
                (String) value(PolicyKeys.ID),
                client,
                trusted(),
                Duration.ofMillis((Long) value(PolicyKeys.LOAD_TIMEOUT)),
                trial(),
                Clock.systemUTC())) {
            source.status();
        } catch (ConfigException e) {
            error(PolicyKeys.TRUST, e.getMessage());
        } catch (ConnectException e) {
            error(PolicyKeys.ID, e.getMessage());
        }
    }

    private List<String> trusted() {
        return value(PolicyKeys.TRUST) instanceof List<?> files
                ? files.stream().map(Object::toString).toList()
                : List.of();
    }

    @SuppressWarnings("UnusedException") // its message may quote a secret
    private void probe() {
        try {
            Clients clients = MonitorClients.of(
                            configured.getOrDefault("name", "monitor"),
                            configured.get(MonitorKeys.SERVERS),
                            MonitorClients.settings(configured))
                    .impatient(PROBE_MILLIS);
            Map<String, String> topics = new LinkedHashMap<>();
            List.of(MonitorKeys.CHECKPOINTS, MonitorKeys.INCIDENTS, MonitorKeys.METRICS)
                    .forEach(key -> {
                        if (value(key) instanceof String topic) {
                            topics.put(key, topic);
                        }
                    });
            TopicChecks.faults(
                            clients,
                            topics,
                            (String) value(MonitorKeys.CHECKPOINTS),
                            Boolean.TRUE.equals(value(MonitorKeys.CREATE)))
                    .forEach(this::error);
            probePolicyTopic(clients);
        } catch (KafkaException e) {
            error(
                    MonitorKeys.SERVERS,
                    "Cannot ask the brokers about the monitor's topics ("
                            + e.getClass().getSimpleName() + "). Check " + MonitorKeys.SERVERS + " and "
                            + MonitorKeys.CLIENT_PREFIX + "*.");
        }
    }

    private boolean sound(String key) {
        return values.get(key) != null && values.get(key).errorMessages().isEmpty();
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    private void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }
}
