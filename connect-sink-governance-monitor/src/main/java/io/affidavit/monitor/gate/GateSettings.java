/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.core.config.Durations;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * What a gate is configured to do.
 *
 * @param topics by destination; escalations may have none
 * @param decisions topic of decisions; null where nothing can be released
 * @param commitBytes after which a transaction is committed before its time
 */
public record GateSettings(
        String connector,
        Map<Destination, String> topics,
        String decisions,
        String results,
        String checkpoints,
        Gatekeeper gatekeeper,
        long commitMillis,
        long commitBytes,
        Duration maxOutage) {

    public GateSettings {
        Objects.requireNonNull(connector, "connector");
        topics = Map.copyOf(topics);
    }

    /** @param config with the keys of {@link GateKeys} */
    public static GateSettings of(AbstractConfig config, String connector) {
        Map<Destination, String> topics = new EnumMap<>(Destination.class);
        topics.put(Destination.ALLOWED, config.getString(GateKeys.ALLOWED));
        topics.put(Destination.QUARANTINE, config.getString(GateKeys.QUARANTINE));
        String escalate = config.getString(GateKeys.ESCALATE);
        if (escalate != null) {
            topics.put(Destination.ESCALATE, escalate);
        }
        return new GateSettings(
                connector,
                topics,
                config.getString(GateKeys.DECISIONS),
                config.getString(GateKeys.RESULTS),
                config.getString(GateKeys.CHECKPOINTS),
                new Gatekeeper(
                        escalate != null,
                        config.getString(GateKeys.UNJUDGED).equals(GateKeys.FAIL),
                        config.getString(GateKeys.TOMBSTONES).equals(GateKeys.LET_PASS),
                        config.getString(GateKeys.CONTROL).equals(GateKeys.LET_PASS)),
                config.getLong(GateKeys.COMMIT_INTERVAL),
                config.getLong(GateKeys.COMMIT_BYTES),
                Durations.parse(config.getString(GateKeys.MAX_OUTAGE)));
    }
}
