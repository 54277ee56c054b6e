/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How the topic of the subjects' keys is reached.
 *
 * @param client settings of producer, consumer and admin client, without those that safety depends on
 * @param timeout how long the brokers may stay silent
 * @param refresh how long what was read counts: a key that is erased is used no longer than that
 */
public record KeyTopicSettings(String topic, Map<String, Object> client, Duration timeout, Duration refresh) {

    public KeyTopicSettings {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(refresh, "refresh");
        client = Map.copyOf(client);
    }

    /** Without the client's settings, which may hold secrets. */
    @Override
    public String toString() {
        return "KeyTopicSettings[" + topic + "]";
    }
}
