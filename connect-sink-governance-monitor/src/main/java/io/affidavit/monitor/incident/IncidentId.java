/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.identity.Digests;
import io.affidavit.core.identity.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Ids of incidents: the first 32 hexadecimal digits of a SHA-256 over the RFC 8785 form of what the incident is about. The
 * same records read again give the same id, so that a repeated incident replaces itself on a compacted topic.
 */
public final class IncidentId {

    private static final int LENGTH = 32;

    private final Optional<KeyedHash> key;

    /** @param key hashes scopes, so that nobody who sees an id alone can test guesses of what it is about */
    public IncidentId(Optional<KeyedHash> key) {
        this.key = key;
    }

    /**
     * The id of an incident.
     *
     * @param subject the monitor's id, or the kind where there is no monitor
     * @param config digest of the monitor's definition; may be empty
     * @param start of the window it began in, or what else tells one such incident from the next
     */
    public String of(String subject, String config, Incident.Where where, Map<String, String> scope, Instant start) {
        return sha256(List.of(
                        "incident-v1",
                        subject,
                        config,
                        where.connector(),
                        where.topic(),
                        (long) where.partition(),
                        scope(scope),
                        start.toEpochMilli()))
                .substring(0, LENGTH);
    }

    private String scope(Map<String, String> scope) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(scope).forEach((path, value) -> {
            parts.add(path);
            parts.add(value);
        });
        return key.map(hash -> hash.hash(parts)).orElseGet(() -> sha256(parts));
    }

    private static String sha256(List<?> parts) {
        return Digests.sha256Hex(CanonicalJson.of(parts).getBytes(StandardCharsets.UTF_8));
    }
}
