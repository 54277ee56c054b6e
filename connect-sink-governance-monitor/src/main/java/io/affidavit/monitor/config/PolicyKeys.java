/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say where a monitor gets its policy from. */
public final class PolicyKeys {

    public static final String POLICY = "monitor.policy";
    public static final String SOURCE = "monitor.policy.source";
    public static final String FROM_DOCUMENT = "document";
    public static final String FROM_TOPIC = "topic";
    public static final String TOPIC = "monitor.policy.topic";
    public static final String ID = "monitor.policy.id";
    public static final String TRUST = "monitor.policy.trust.keys";
    public static final String LOAD_TIMEOUT = "monitor.policy.load.timeout.ms";

    private static final String GROUP = "Policy";

    private PolicyKeys() {}

    /**
     * What is wrong between the keys, if anything: the source has what it needs, and nothing is named that is not used.
     *
     * @param values of keys that are valid by themselves
     */
    public static Optional<Fault> disagreement(Map<String, ?> values) {
        Object source = values.get(SOURCE);
        String needed = FROM_TOPIC.equals(source) ? ID : POLICY;
        String unused = FROM_TOPIC.equals(source) ? POLICY : ID;
        if (values.get(unused) != null) {
            return Optional.of(new Fault(
                    unused,
                    "It is not read where " + SOURCE + " is " + source + ". Leave it out, or choose another " + SOURCE
                            + "."));
        }
        return values.get(needed) != null
                ? Optional.empty()
                : Optional.of(new Fault(
                        needed,
                        "It is not set, and " + SOURCE + " asks for it. Set it, or choose another " + SOURCE + "."));
    }

    /** What is wrong with a key. */
    public record Fault(String key, String message) {}

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.string(SOURCE)
                        .group(GROUP)
                        .displayName("Source of the policy")
                        .doc("Where the policy whose monitors are at work comes from: document for the one of "
                                + POLICY + ", topic for the versions in " + TOPIC
                                + ", each for the records from its effective_from on.")
                        .defaultValue(FROM_DOCUMENT)
                        .validator(Checks.oneOf(FROM_DOCUMENT, FROM_TOPIC))
                        .recommends(FROM_DOCUMENT, FROM_TOPIC)
                        .importance(Importance.HIGH)
                        .width(Width.SHORT)
                        .build(),
                ConfigKey.string(POLICY)
                        .group(GROUP)
                        .displayName("Policy")
                        .doc("The policy document itself: YAML or JSON, or the name of a file on every worker, which is"
                                + " read when a task starts.")
                        .optional()
                        .importance(Importance.HIGH)
                        .width(Width.LONG)
                        .validator(Checks.nonBlank())
                        .build(),
                ConfigKey.string(ID)
                        .group(GROUP)
                        .displayName("Policy id")
                        .doc("The id of the policy in the topic, which may hold several.")
                        .optional()
                        .importance(Importance.HIGH)
                        .validator(Checks.nonBlank())
                        .build(),
                MonitorKeys.topic(TOPIC, "Policy topic", GROUP)
                        .doc("The compacted topic, of one partition, that affidavit policy publish writes to. It is on"
                                + " the same brokers as all else.")
                        .defaultValue("gov.policies")
                        .build(),
                ConfigKey.list(TRUST)
                        .group(GROUP)
                        .displayName("Trusted keys")
                        .doc(
                                "Files of public keys in PEM, on every worker. Where any is given, versions and activations in"
                                        + " the topic that none of the keys signed are refused.")
                        .defaultValue(List.of())
                        .build(),
                ConfigKey.longInteger(LOAD_TIMEOUT)
                        .group(GROUP)
                        .displayName("Load timeout")
                        .doc(
                                "How long the policy topic may take to be read when a task starts, in milliseconds. Without a"
                                        + " policy it does not start.")
                        .defaultValue(30_000L)
                        .validator(Checks.atLeast(1))
                        .importance(Importance.LOW)
                        .width(Width.SHORT)
                        .build());
    }
}
