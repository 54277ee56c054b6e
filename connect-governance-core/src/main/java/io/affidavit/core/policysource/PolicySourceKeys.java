/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyReader;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say where a transform gets its policy from. */
final class PolicySourceKeys {

    static final String SOURCE = "policy.source";
    static final String INLINE = "policy.inline";
    static final String FILE = "policy.file";
    static final String FILE_POLL = "policy.file.poll.ms";
    static final String ID = "policy.id";
    static final String TOPIC = "policy.topic";
    static final String SERVERS = "policy.bootstrap.servers";
    static final String CONSUMER = "policy.consumer.";
    static final String TRUST = "policy.trust.keys";
    static final String LOAD_TIMEOUT = "policy.load.timeout.ms";
    static final String STALENESS = "policy.max.staleness.ms";
    static final String ON_STALE = "policy.on.stale";

    static final String FROM_NONE = "none";
    static final String FROM_INLINE = "inline";
    static final String FROM_FILE = "file";
    static final String FROM_TOPIC = "topic";
    static final String FAIL = "fail";

    private static final String GROUP = "Policy source";
    private static final String CLIENT = "Policy topic client";
    private static final Pattern TOPIC_TEXT = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private PolicySourceKeys() {}

    /**
     * @param source the key that chooses: {@link #required} or {@link #optional}
     * @param usable throws {@link IllegalArgumentException} for a document that the transform cannot use
     */
    static List<ConfigKey> keys(ConfigKey source, Consumer<PolicyDocument> usable) {
        return Stream.of(List.of(source), where(usable), topic(), standing(), secrets())
                .flatMap(List::stream)
                .toList();
    }

    /** Of a transform that is nothing without a policy. */
    static ConfigKey required() {
        return source("Where the policy document comes from: ", FROM_INLINE, FROM_FILE, FROM_TOPIC)
                .build();
    }

    /** Of a transform that can do without. */
    static ConfigKey optional() {
        return source(
                        "Where a policy document comes from: none for no document, ",
                        FROM_NONE,
                        FROM_INLINE,
                        FROM_FILE,
                        FROM_TOPIC)
                .agrees(PolicySourceKeys::agree)
                .build();
    }

    /**
     * A document that is named and not used would be taken for one that is.
     *
     * @throws ConfigException naming the key
     */
    static void agree(Map<String, ?> values) {
        if (!FROM_NONE.equals(values.get(SOURCE))) {
            return;
        }
        for (String key : List.of(INLINE, FILE, ID, SERVERS)) {
            Object value = values.get(key);
            if (value != null && !value.equals("") && !value.equals(List.of())) {
                throw new ConfigException("Invalid value for configuration " + key + ": it is read only where " + SOURCE
                        + " is not " + FROM_NONE + ". Set " + SOURCE + ", or leave it out.");
            }
        }
    }

    /** The first choice is the default. */
    private static ConfigKey.Builder source(String doc, String... choices) {
        return ConfigKey.string(SOURCE)
                .group(GROUP)
                .displayName("Source")
                .doc(doc
                        + "inline for policy.inline, file for policy.file, topic for policy.topic. Only a topic gives every "
                        + "worker the same version at the same record.")
                .defaultValue(choices[0])
                .validator(Checks.oneOf(choices))
                .recommends((Object[]) choices)
                .importance(Importance.HIGH)
                .width(Width.SHORT);
    }

    private static List<ConfigKey> where(Consumer<PolicyDocument> usable) {
        return List.of(
                ConfigKey.string(INLINE)
                        .group(GROUP)
                        .displayName("Document")
                        .doc("The policy document itself, as YAML or JSON.")
                        .optional()
                        .validator(new Usable(usable, false))
                        .width(Width.LONG)
                        .build(),
                ConfigKey.string(FILE)
                        .group(GROUP)
                        .displayName("File")
                        .doc(
                                "The file of the policy document, on every worker. It is read again when it changes; a change that "
                                        + "cannot be used leaves the document before in force.")
                        .optional()
                        .validator(new Usable(usable, true))
                        .width(Width.LONG)
                        .build(),
                number(
                        FILE_POLL,
                        "File poll interval",
                        "How often the file is looked at, in milliseconds.",
                        10_000,
                        100),
                ConfigKey.string(ID)
                        .group(GROUP)
                        .displayName("Policy id")
                        .doc(
                                "The id of the policy. Needed with a topic, which may hold several; with a file or an inline "
                                        + "document it must be the document's, where it is set.")
                        .defaultValue("")
                        .build());
    }

    private static List<ConfigKey> topic() {
        return List.of(
                ConfigKey.string(TOPIC)
                        .group(GROUP)
                        .displayName("Topic")
                        .doc("The compacted topic, of one partition, that affidavit policy publish writes to.")
                        .defaultValue("gov.policies")
                        .validator(Checks.check(
                                "a topic name",
                                value -> TOPIC_TEXT.matcher(value.toString()).matches()))
                        .build(),
                ConfigKey.list(SERVERS)
                        .group(GROUP)
                        .displayName("Brokers")
                        .doc("Brokers of the topic. Security settings and the like go under " + CONSUMER
                                + "*, as a consumer takes them.")
                        .defaultValue(List.of())
                        .build(),
                number(
                        LOAD_TIMEOUT,
                        "Load timeout",
                        "How long the topic may take to be read when the transform starts, in milliseconds. Without a policy "
                                + "it does not start.",
                        30_000,
                        1));
    }

    private static List<ConfigKey> standing() {
        return List.of(
                ConfigKey.list(TRUST)
                        .group(GROUP)
                        .displayName("Trusted keys")
                        .doc(
                                "Files of public keys in PEM, on every worker. Where any is given, documents and heads that none of "
                                        + "the keys signed are refused. An inline document is trusted as the configuration is.")
                        .defaultValue(List.of())
                        .build(),
                number(
                        STALENESS,
                        "Longest silence",
                        "How long the source may go unheard, in milliseconds, before policy.on.stale decides.",
                        300_000,
                        1_000),
                ConfigKey.string(ON_STALE)
                        .group(GROUP)
                        .displayName("On stale policy")
                        .doc(
                                "continue goes on with the last policy that was heard; fail rejects every record until the source is "
                                        + "heard again.")
                        .defaultValue("continue")
                        .validator(Checks.oneOf("continue", FAIL))
                        .recommends("continue", FAIL)
                        .width(Width.SHORT)
                        .build());
    }

    /** What a consumer holds in secret: declared, so that Connect hides it. */
    private static List<ConfigKey> secrets() {
        return Stream.of(
                        "sasl.jaas.config",
                        "ssl.key.password",
                        "ssl.keystore.key",
                        "ssl.keystore.password",
                        "ssl.truststore.password")
                .map(name -> ConfigKey.password(CONSUMER + name)
                        .group(CLIENT)
                        .displayName("Consumer " + name)
                        .doc("As a consumer takes " + name + ".")
                        .optional()
                        .importance(Importance.LOW)
                        .build())
                .toList();
    }

    private static ConfigKey number(String name, String displayName, String doc, long value, long least) {
        return ConfigKey.longInteger(name)
                .group(GROUP)
                .displayName(displayName)
                .doc(doc)
                .defaultValue(value)
                .validator(Checks.atLeast(least))
                .importance(Importance.LOW)
                .width(Width.SHORT)
                .build();
    }

    /** Refuses a document that cannot be used, with its line and the next step. */
    private record Usable(Consumer<PolicyDocument> usable, boolean file) implements ConfigDef.Validator {

        @Override
        @SuppressWarnings("UnusedException") // its message is repeated
        public void ensureValid(String name, Object value) {
            if (value == null) {
                return;
            }
            try {
                usable.accept(PolicyReader.read(file ? PolicyReader.KIND.file(value.toString()) : value.toString()));
            } catch (IllegalArgumentException e) {
                throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
            }
        }

        @Override
        public String toString() {
            return file ? "a file with a policy document" : "a policy document";
        }
    }
}
