/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.smt.seal.Id128;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says that a subject's keys were erased, without naming the subject: whoever has the keyset can compute its names again.
 *
 * @param time when the topic was read back and held none of them
 * @param by who erased them
 * @param keysetKeys ids of the keyset's keys
 * @param names of the subject under each of these keys, in their order
 * @param keys that were erased
 */
public record ShredStatement(
        Instant time,
        String by,
        String ticket,
        String topic,
        List<String> keysetKeys,
        List<Id128> names,
        List<Id128> keys) {

    static final String FORMAT = "affidavit.shred.v1";

    public ShredStatement {
        keysetKeys = List.copyOf(keysetKeys);
        names = List.copyOf(names);
        keys = List.copyOf(keys);
        if (keysetKeys.size() != names.size()) {
            throw new IllegalArgumentException(
                    "Cannot state a shredding: each key of the keyset gives one name. Give as many.");
        }
    }

    /** Canonical JSON (RFC 8785). */
    public String json() {
        List<Map<String, Object>> subject = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            subject.add(
                    Map.of("keyset_key", keysetKeys.get(i), "name", names.get(i).text()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("time", time.toString());
        json.put("by", by);
        json.put("ticket", ticket);
        json.put("topic", topic);
        json.put("subject", subject);
        json.put("keys", keys.stream().map(Id128::text).toList());
        json.put("left", 0);
        return CanonicalJson.of(json);
    }
}
