/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.archive.hold.predicate.HoldPredicate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Requests as the members of their JSON, and back. */
final class RequestCodec {

    static final String VERSION = "affidavit.replay-request.v1";

    private static final Set<String> MEMBERS = Set.of(
            "version",
            "id",
            "table",
            "tableUuid",
            "connector",
            "topic",
            "requester",
            "purpose",
            "ticket",
            "scope",
            "masking",
            "maxRecords",
            "maxBytes",
            "notBefore",
            "expires");

    private RequestCodec() {}

    static Map<String, Object> encode(ReplayRequest request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("id", request.id());
        json.put("table", request.table());
        json.put("tableUuid", request.tableUuid());
        json.put("connector", request.connector());
        json.put("topic", request.topic());
        json.put("requester", request.requester());
        json.put("purpose", request.purpose());
        json.put("ticket", request.ticket());
        json.put("scope", encode(request.scope()));
        json.put("masking", encode(request.masking()));
        json.put("maxRecords", request.budget().records());
        json.put("maxBytes", request.budget().bytes());
        json.put("notBefore", request.notBefore().toString());
        json.put("expires", request.expires().toString());
        return json;
    }

    private static Map<String, Object> encode(Scope scope) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("where", scope.where().text());
        json.put("offsets", scope.offsets().stream().map(OffsetWindow::toString).toList());
        json.put("permissions", scope.permissions().stream().sorted().toList());
        return json;
    }

    private static Map<String, Object> encode(Masking masking) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (masking instanceof Masking.Transform transform) {
            json.put("alias", transform.alias());
            json.put("settings", new TreeMap<>(transform.settings()));
            json.put("secrets", transform.secrets().stream().sorted().toList());
        } else {
            json.put("none", true);
        }
        return json;
    }

    static ReplayRequest decode(GrantFields json) {
        if (!VERSION.equals(json.text("version"))) {
            throw new InvalidGrantException("its version is not " + VERSION + ".");
        }
        json.hasOnly(MEMBERS);
        return new ReplayRequest(
                json.text("id"),
                json.text("table"),
                json.text("tableUuid"),
                json.text("connector"),
                json.text("topic"),
                json.text("requester"),
                json.text("purpose"),
                json.text("ticket"),
                scope(json.object("scope")),
                masking(json.object("masking")),
                new Budget(json.number("maxRecords"), json.number("maxBytes")),
                json.time("notBefore"),
                json.time("expires"));
    }

    private static Scope scope(GrantFields json) {
        json.hasOnly(Set.of("where", "offsets", "permissions"));
        return new Scope(
                HoldPredicate.parse(json.text("where")),
                json.texts("offsets").stream().map(OffsetWindow::parse).toList(),
                Set.copyOf(json.texts("permissions")));
    }

    private static Masking masking(GrantFields json) {
        if (json.has("none")) {
            json.hasOnly(Set.of("none"));
            if (!Boolean.TRUE.equals(json.members().get("none"))) {
                throw new InvalidGrantException("its field none is not true.");
            }
            return Masking.NONE;
        }
        json.hasOnly(Set.of("alias", "settings", "secrets"));
        return new Masking.Transform(json.text("alias"), json.textMap("settings"), Set.copyOf(json.texts("secrets")));
    }
}
