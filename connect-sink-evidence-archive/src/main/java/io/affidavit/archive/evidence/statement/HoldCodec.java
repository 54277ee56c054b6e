/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The fields of a {@link HoldStatement}. Its subject is the hold: its id, and the digest of the registry after it. */
final class HoldCodec {

    private HoldCodec() {}

    static void encode(HoldStatement hold, ObjectNode json) {
        FileCodec.subject("hold:" + hold.holdId(), hold.registry(), json.putArray("subject"));
        ObjectNode predicate = HeadCodec.encode(hold.head(), hold, HoldStatement.PREDICATE_TYPE, json)
                .put("action", hold.action().text())
                .put("holdId", hold.holdId())
                .put("matter", hold.matter())
                .put("reason", hold.reason())
                .put("filter", hold.predicate())
                .put("expression", hold.expression())
                .put("epoch", hold.epoch())
                .put("registry", hold.registry());
        hold.previousHold().ifPresent(ref -> HeadCodec.encode(ref, predicate.putObject("previousHold")));
    }

    static HoldStatement decode(JsonNode json, JsonNode predicate) {
        HoldStatement hold = new HoldStatement(
                HeadCodec.decode(predicate),
                Json.choice(predicate, "action", HoldStatement.Action.values(), HoldStatement.Action::text),
                Json.text(predicate, "holdId"),
                Json.text(predicate, "matter"),
                Json.text(predicate, "reason"),
                Json.text(predicate, "filter"),
                Json.text(predicate, "expression"),
                Json.number(predicate, "epoch"),
                Json.text(predicate, "registry"),
                Optional.ofNullable(predicate.get("previousHold")).map(HeadCodec::decodeRef));
        var digests = FileCodec.digests(json);
        Json.require(
                digests.size() == 1 && hold.registry().equals(digests.get("hold:" + hold.holdId())),
                "its subject is not its hold");
        return hold;
    }
}
