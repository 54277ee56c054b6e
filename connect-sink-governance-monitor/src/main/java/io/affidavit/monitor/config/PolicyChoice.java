/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.config;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.core.policysource.PolicyTopicSettings;
import io.affidavit.core.yaml.YamlKind;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The policy of a monitor, as configured. */
public final class PolicyChoice {

    private PolicyChoice() {}

    /**
     * Reads a document, or the file that a text names.
     *
     * @throws IllegalArgumentException if it is none; the message repeats no value of it
     */
    public static PolicyDocument document(String source) {
        return PolicyReader.read(YamlKind.inline(source) ? source : PolicyReader.KIND.file(source));
    }

    /**
     * Makes the monitors of a document ready.
     *
     * @throws PolicyException if that cannot be; the message repeats no value
     */
    @SuppressWarnings("UnusedException") // its message is all there is
    public static Plan plan(PolicyDocument document, PlanSettings settings) {
        if (document.monitors().isEmpty()) {
            throw new PolicyException("Cannot monitor: the policy has no monitors. Add the section monitors.");
        }
        try {
            return new Plan(document, settings);
        } catch (IllegalArgumentException e) {
            throw new PolicyException(e.getMessage());
        }
    }

    /**
     * Follows the versions in a topic.
     *
     * @param client settings of the monitor's clients, brokers included
     * @param trust files of public keys
     * @throws org.apache.kafka.common.config.ConfigException if a key cannot be read
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy to begin with
     */
    public static PolicySource<Plan> follow(
            String topic,
            String id,
            Map<String, String> client,
            List<String> trust,
            Duration loadTimeout,
            PlanSettings settings,
            InstantSource clock) {
        return PolicySources.follow(
                new PolicyTopicSettings(
                        topic, id, new HashMap<>(client), PolicySources.trusted(PolicyKeys.TRUST, trust), loadTimeout),
                document -> plan(document, settings),
                clock);
    }
}
