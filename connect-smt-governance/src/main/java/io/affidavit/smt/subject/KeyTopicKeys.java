/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/**
 * The keys that say where the subjects' keys are kept.
 *
 * @param prefix of all of them, such as {@code mask.subject.keys.}
 */
public record KeyTopicKeys(String prefix) {

    private static final Pattern TOPIC_TEXT = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** @param purpose what the topic is for, as a sentence */
    public List<ConfigKey> keys(String group, String purpose) {
        return List.of(
                ConfigKey.string(topic())
                        .group(group)
                        .displayName("Topic of subjects' keys")
                        .doc(purpose + " It must exist, with cleanup.policy=compact.")
                        .optional()
                        .validator(Checks.check(
                                "a topic name",
                                value -> TOPIC_TEXT.matcher(value.toString()).matches()))
                        .build(),
                ConfigKey.list(servers())
                        .group(group)
                        .displayName("Brokers of subjects' keys")
                        .doc("Brokers of that topic. Security settings and the like go under " + client()
                                + "*, as producer, consumer and admin client take them.")
                        .optional()
                        .build(),
                duration(
                        group,
                        timeout(),
                        "Timeout of subjects' keys",
                        "How long those brokers may stay silent before the record that needs a key fails.",
                        "30s"),
                duration(
                        group,
                        refresh(),
                        "Refresh of subjects' keys",
                        "How long what was read of that topic counts. A key that is erased is used no longer than that.",
                        "30s"));
    }

    /**
     * Where the keys are kept, if a topic is named.
     *
     * @throws ConfigException naming the key that is missing
     */
    public Optional<KeyTopicSettings> read(AbstractConfig config) {
        String topic = config.getString(topic());
        List<String> servers = config.getList(servers());
        if (topic == null) {
            return Optional.empty();
        }
        if (servers == null || servers.isEmpty()) {
            throw new ConfigException("Invalid value for configuration " + servers()
                    + ": a topic of subjects' keys needs its brokers. Set it to host:port, one or more.");
        }
        Map<String, Object> client = config.originalsWithPrefix(client());
        client.put("bootstrap.servers", String.join(",", servers));
        return Optional.of(new KeyTopicSettings(
                topic,
                client,
                Durations.parse(config.getString(timeout())),
                Durations.parse(config.getString(refresh()))));
    }

    public String topic() {
        return prefix + "topic";
    }

    private String servers() {
        return prefix + "bootstrap.servers";
    }

    private String client() {
        return prefix + "client.";
    }

    private String timeout() {
        return prefix + "timeout";
    }

    private String refresh() {
        return prefix + "refresh";
    }

    private static ConfigKey duration(String group, String name, String displayName, String doc, String value) {
        return ConfigKey.string(name)
                .group(group)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value)
                .validator(Checks.check("a duration from 1s to 30m", KeyTopicKeys::sensible))
                .width(Width.SHORT)
                .build();
    }

    @SuppressWarnings("UnusedException") // what is no duration is an answer
    private static boolean sensible(Object text) {
        try {
            Duration duration = Durations.parse(text.toString());
            return duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofMinutes(30)) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
