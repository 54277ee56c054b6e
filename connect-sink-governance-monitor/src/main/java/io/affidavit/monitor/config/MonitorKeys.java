/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.data.FieldPath;
import io.affidavit.core.identity.KeyedHash;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Every key of the monitor. */
public final class MonitorKeys {

    public static final String SERVERS = "monitor.bootstrap.servers";
    /** Keys under this prefix belong to the monitor's Kafka clients. */
    public static final String CLIENT_PREFIX = "monitor.client.";

    public static final String INCIDENTS = "monitor.incidents.topic";
    public static final String CHECKPOINTS = "monitor.checkpoint.topic";
    public static final String METRICS = "monitor.metrics.topic";
    public static final String CREATE = "monitor.create.topics";
    public static final String METRICS_WINDOW = "monitor.metrics.window";
    public static final String APPROVED = "monitor.metrics.approved";
    public static final String REFUSED = "monitor.metrics.refused";
    public static final String TIME_FIELD = "monitor.time.field";
    public static final String LATENESS = "monitor.allowed.lateness";
    public static final String AHEAD = "monitor.max.ahead";
    public static final String MAX_SCOPES = "monitor.max.scopes";
    public static final String SPANNING = "monitor.spanning.scopes";
    public static final String SPANNING_RAISE = "raise";
    public static final String SPANNING_FAIL = "fail";
    public static final String HASH_KEY = "monitor.hash.key";
    public static final String COMMIT_INTERVAL = "monitor.commit.interval.ms";
    public static final String PART_BYTES = "monitor.checkpoint.part.bytes";
    public static final String MAX_BYTES = "monitor.checkpoint.max.bytes";
    public static final String MAX_OUTAGE = "monitor.max.outage";
    public static final String UNCOMMITTED = "monitor.allow.uncommitted";

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final String MONITORS = "Monitors";
    private static final String TIME = "Event time";
    private static final String TOPICS = "Topics";
    private static final String FIGURES = "Figures";
    private static final String STATE = "State";
    private static final String KAFKA = "Kafka";

    private static final List<String> SECRETS = List.of(
            SaslConfigs.SASL_JAAS_CONFIG,
            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
            SslConfigs.SSL_KEY_PASSWORD_CONFIG,
            SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);

    public static final ConfigKeys ALL = ConfigKeys.of(keys());

    private MonitorKeys() {}

    private static List<ConfigKey> keys() {
        List<ConfigKey> keys = new ArrayList<>();
        keys.addAll(PolicyKeys.keys());
        keys.addAll(what());
        keys.addAll(time());
        keys.addAll(topics());
        keys.addAll(figures());
        keys.addAll(state());
        keys.addAll(kafka());
        SECRETS.forEach(name -> keys.add(secret(name)));
        return keys;
    }

    private static List<ConfigKey> what() {
        return List.of(
                ConfigKey.integer(MAX_SCOPES)
                        .group(MONITORS)
                        .displayName("Most scopes")
                        .doc(
                                "How many scopes one partition keeps a state of, for monitors with the same scope. Records of"
                                        + " further ones are counted and not watched, and the incident scope.overflow is raised.")
                        .defaultValue(1_000)
                        .validator(Checks.between(1, 100_000))
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.string(SPANNING)
                        .group(MONITORS)
                        .displayName("Scopes in several partitions")
                        .doc(
                                "What happens where one scope, such as a model, is in several partitions, so that no state sees"
                                        + " all of it: raise tells it once as incident scope.spans.partitions, fail stops the"
                                        + " task. Key the topic by the fields of the scope to avoid it.")
                        .defaultValue(SPANNING_RAISE)
                        .validator(Checks.oneOf(SPANNING_RAISE, SPANNING_FAIL))
                        .recommends(SPANNING_RAISE, SPANNING_FAIL)
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.password(HASH_KEY)
                        .group(MONITORS)
                        .displayName("Hash key")
                        .doc(
                                "Base64 of random bytes with which scopes are hashed in the ids of incidents, so that nobody"
                                        + " who sees an id alone can guess what it is about. Changing it gives open incidents"
                                        + " other ids.")
                        .optional()
                        .validator(Checks.base64Key(KeyedHash.MIN_KEY_BYTES))
                        .build());
    }

    private static List<ConfigKey> time() {
        return List.of(
                ConfigKey.string(TIME_FIELD)
                        .group(TIME)
                        .displayName("Field of the event time")
                        .doc(
                                "Path of the time of an event: milliseconds since 1970, or ISO-8601 text. Where a record has"
                                        + " none, its Kafka timestamp stands.")
                        .defaultValue("event_time")
                        .validator(Checks.check("a path without wildcards", value -> literal(value.toString())))
                        .build(),
                ConfigKey.string(LATENESS)
                        .group(TIME)
                        .displayName("Allowed lateness")
                        .doc("How long, in event time, windows stay open for events that come out of order.")
                        .defaultValue("1m")
                        .validator(Checks.duration())
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.string(AHEAD)
                        .group(TIME)
                        .displayName("Farthest ahead")
                        .doc(
                                "How far an event time may be after the Kafka timestamp of its record. Records further ahead"
                                        + " are counted and not watched, so that one faulty clock does not end all windows.")
                        .defaultValue("10m")
                        .validator(Checks.duration())
                        .width(Width.SHORT)
                        .build());
    }

    private static List<ConfigKey> topics() {
        return List.of(
                topic(INCIDENTS, "Incidents topic", TOPICS)
                        .doc(
                                "Topic of incidents, keyed by their id; compacted, so that the latest version of each stays.")
                        .defaultValue("gov.incidents")
                        .importance(Importance.HIGH)
                        .build(),
                topic(CHECKPOINTS, "Checkpoint topic", TOPICS)
                        .doc(
                                "Topic that keeps the state of each input partition together with its next offset. It must be"
                                        + " compacted and nothing else; monitors may share it.")
                        .defaultValue("gov.monitor.checkpoints")
                        .importance(Importance.HIGH)
                        .build(),
                topic(METRICS, "Metrics topic", TOPICS)
                        .doc(
                                "Topic of figures for people, as governance events that the archive can keep. Without it none"
                                        + " are told.")
                        .optional()
                        .build(),
                ConfigKey.bool(CREATE)
                        .group(TOPICS)
                        .displayName("Create topics")
                        .doc("Whether topics that are missing are created, compacted, with the broker's replication.")
                        .defaultValue(true)
                        .width(Width.SHORT)
                        .build());
    }

    private static List<ConfigKey> figures() {
        return List.of(
                ConfigKey.string(METRICS_WINDOW)
                        .group(FIGURES)
                        .displayName("Window of figures")
                        .doc("How much event time one figure of usage is about.")
                        .defaultValue("5m")
                        .validator(Checks.duration())
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.list(APPROVED)
                        .group(FIGURES)
                        .displayName("Approved outcomes")
                        .doc("Values of decision.decision_outcome that count in the approval rate.")
                        .defaultValue("approved")
                        .build(),
                ConfigKey.list(REFUSED)
                        .group(FIGURES)
                        .displayName("Refused outcomes")
                        .doc("Values of decision.decision_outcome that count in the refusal rate.")
                        .defaultValue("denied,refused")
                        .build());
    }

    private static List<ConfigKey> state() {
        return List.of(
                ConfigKey.longInteger(COMMIT_INTERVAL)
                        .group(STATE)
                        .displayName("Commit interval")
                        .doc(
                                "Milliseconds that findings wait at most to be committed. State without findings is committed"
                                        + " with the worker's offsets.")
                        .defaultValue(1_000L)
                        .validator(Checks.between(10, 600_000))
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.integer(PART_BYTES)
                        .group(STATE)
                        .displayName("Bytes of a part")
                        .doc("Bytes of state in one record; a larger state is split over several. Keep it under"
                                + " max.message.bytes of the checkpoint topic and max.request.size of the clients.")
                        .defaultValue(900_000)
                        .validator(Checks.between(1_000, 100_000_000))
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.integer(MAX_BYTES)
                        .group(STATE)
                        .displayName("Bytes of a state")
                        .doc("Bytes of one partition's state beyond which the task fails instead of writing it.")
                        .defaultValue(64 << 20)
                        .validator(Checks.between(1_000, 1 << 30))
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.string(MAX_OUTAGE)
                        .group(STATE)
                        .displayName("Longest outage")
                        .doc(
                                "How long the state of a partition may fail to be read or written before the task fails. Until"
                                        + " then it is tried again from the checkpoint.")
                        .defaultValue("10m")
                        .validator(Checks.duration())
                        .width(Width.SHORT)
                        .build());
    }

    private static List<ConfigKey> kafka() {
        return List.of(
                ConfigKey.string(SERVERS)
                        .group(KAFKA)
                        .displayName("Bootstrap servers")
                        .doc("Brokers of the input and of all topics of the monitor, as host:port with commas.")
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .validator(Checks.nonBlank())
                        .build(),
                ConfigKey.bool(UNCOMMITTED)
                        .group(KAFKA)
                        .displayName("Read uncommitted records")
                        .doc(
                                "Confirms that no producer of the input uses transactions, so that the monitor may read with"
                                        + " another isolation than read_committed.")
                        .defaultValue(false)
                        .width(Width.SHORT)
                        .build());
    }

    static ConfigKey.Builder topic(String name, String displayName, String group) {
        return ConfigKey.string(name)
                .group(group)
                .displayName(displayName)
                .validator(Checks.check(
                        "a topic name", value -> TOPIC.matcher(value.toString()).matches()));
    }

    private static ConfigKey secret(String name) {
        return ConfigKey.password(CLIENT_PREFIX + name)
                .group(KAFKA)
                .displayName("Clients' " + name)
                .doc("The clients' " + name + ". Every other client key, such as security.protocol, can be given under "
                        + CLIENT_PREFIX + " too.")
                .importance(Importance.LOW)
                .optional()
                .build();
    }

    @SuppressWarnings("UnusedException") // what is no path is an answer
    private static boolean literal(String text) {
        try {
            return FieldPath.parse(text).literal();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
