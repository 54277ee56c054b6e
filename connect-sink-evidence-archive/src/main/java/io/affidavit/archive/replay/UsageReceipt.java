/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.replay.grant.ReplayRequest;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was done with a grant. Its id follows from the grant, its request and its table alone, so that a receipt written twice
 * can be told to be one.
 *
 * @param at when the replay ended
 */
public record UsageReceipt(ReplayGrant grant, ReplayPosition position, Instant at) {

    /** Format of {@link #json}. */
    public static final String VERSION = "affidavit.replay-receipt.v1";

    public UsageReceipt {
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(at, "at");
        if (position.outcome().isEmpty()) {
            throw new IllegalArgumentException("Cannot write receipt: the replay has not ended.");
        }
    }

    /** 32 hex digits. */
    public String id() {
        String parts = CanonicalJson.canonicalize(JsonText.write(List.of(
                VERSION,
                grant.terms().id(),
                grant.requestSha256(),
                grant.terms().tableUuid(),
                grant.terms().connector())));
        return Digests.sha256Hex(parts.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /** Canonical JSON (RFC 8785). */
    public String json() {
        ReplayRequest terms = grant.terms();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("id", id());
        json.put("grant", terms.id());
        json.put("request", grant.requestSha256());
        json.put("requester", terms.requester());
        json.put("approver", grant.approval().approver());
        json.put("table", terms.table());
        json.put("tableUuid", terms.tableUuid());
        json.put("connector", terms.connector());
        json.put("topic", terms.topic());
        json.put("outcome", position.outcome().orElseThrow().text());
        json.put("records", position.records());
        json.put("bytes", position.bytes());
        json.put("withheld", position.withheld());
        position.first().ifPresent(coordinate -> json.put("first", json(coordinate)));
        position.last().ifPresent(coordinate -> json.put("last", json(coordinate)));
        json.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        return CanonicalJson.canonicalize(JsonText.write(json));
    }

    private static Map<String, Object> json(Coordinate coordinate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("topic", coordinate.source().topic());
        json.put("partition", coordinate.source().partition());
        json.put("offset", coordinate.offset());
        return json;
    }
}
