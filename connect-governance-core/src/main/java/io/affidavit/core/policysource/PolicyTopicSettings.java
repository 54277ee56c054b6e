/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.key.TrustedKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One policy in a topic, and how to read it.
 *
 * @param id of the policy; the topic may hold others
 * @param client settings of a consumer, its brokers among them; may hold secrets
 * @param trusted keys of which one must have signed; empty where signatures are not asked for
 * @param loadTimeout how long it may take to read the topic at first
 */
public record PolicyTopicSettings(
        String topic, String id, Map<String, Object> client, Optional<TrustedKeys> trusted, Duration loadTimeout) {

    public PolicyTopicSettings {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(id, "id");
        client = Map.copyOf(client);
        Objects.requireNonNull(trusted, "trusted");
        Objects.requireNonNull(loadTimeout, "loadTimeout");
    }

    /** Equal for settings that tell the same. */
    Object identity() {
        return List.of(client, topic, id, trusted.map(TrustedKeys::ids));
    }

    /** Names the policy alone. */
    @Override
    public String toString() {
        return "PolicyTopicSettings[" + topic + ", " + id + "]";
    }
}
