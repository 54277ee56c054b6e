/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.core.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A sample record and what is to be decided about it.
 *
 * @param name for people
 * @param headers of the record
 * @param value of the record; plain values
 * @param rules the rules that are to fire, as the {@code gov.rules} header lists them; empty for any
 * @param kept what the lifecycle rules are to decide, by the names of their keys; what is not named may be anything
 */
record Case(
        String name,
        String topic,
        Instant timestamp,
        Map<String, String> headers,
        Object value,
        Verdict verdict,
        Optional<List<String>> rules,
        Map<String, Object> kept) {

    Case {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(timestamp, "timestamp");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(verdict, "verdict");
        rules = rules.map(List::copyOf);
        kept = Map.copyOf(kept);
    }
}
