/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.archive.evidence.hash.LeafRange;
import java.util.List;

/** Derivations as JSON. */
final class DerivationCodec {

    private static final String FIELD = "derivations";

    private DerivationCodec() {}

    static void encode(List<Derivation> derivations, ObjectNode predicate) {
        if (derivations.isEmpty()) {
            return;
        }
        ArrayNode array = predicate.putArray(FIELD);
        for (Derivation derivation : derivations) {
            ArrayNode origins = array.addObject().put("path", derivation.path()).putArray("origins");
            for (Origin origin : derivation.origins()) {
                ObjectNode json = origins.addObject().put("path", origin.path());
                ArrayNode gone = json.putArray("gone");
                origin.gone()
                        .forEach(range ->
                                gone.addObject().put("from", range.from()).put("to", range.to()));
                ArrayNode nodes = json.putArray("nodes");
                origin.nodes().forEach(nodes::add);
            }
        }
    }

    static List<Derivation> decode(JsonNode predicate) {
        return predicate.has(FIELD)
                ? Json.items(
                        Json.array(predicate, FIELD),
                        json -> new Derivation(
                                Json.text(json, "path"),
                                Json.items(Json.array(json, "origins"), DerivationCodec::origin)))
                : List.of();
    }

    private static Origin origin(JsonNode json) {
        return new Origin(
                Json.text(json, "path"),
                Json.items(
                        Json.array(json, "gone"),
                        range -> new LeafRange(Json.number(range, "from"), Json.number(range, "to"))),
                Json.items(Json.array(json, "nodes"), node -> node.isTextual() ? node.textValue() : ""));
    }
}
