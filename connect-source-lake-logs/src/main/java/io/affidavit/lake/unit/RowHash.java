/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.HashedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keyed hash of a row: over the canonical JSON of the pinned fields, each for itself, or of the row where none are pinned. */
final class RowHash {

    private final KeyedHash hash;
    private final HashedColumns hashed;

    RowHash(KeyedHash hash, HashedColumns hashed) {
        this.hash = hash;
        this.hashed = hashed;
    }

    String of(Map<String, Object> row) {
        List<String> parts = new ArrayList<>();
        parts.add(hashed.id());
        if (hashed.isOpen()) {
            parts.add(text(row));
        }
        for (String name : hashed.names()) {
            Object value = row.get(name);
            parts.add(value == null ? null : text(value));
        }
        return hash.hash(parts);
    }

    /** The hash of the reference to a unit that cannot be read. */
    String ofReference(Unit unit, String rule) {
        return hash.hash(List.of(hashed.id(), rule, unit.name(), unit.version()));
    }

    /** Text with half a character has no canonical form; its hash then covers the text as it stands. */
    private static String text(Object value) {
        try {
            return CanonicalJson.of(value);
        } catch (InvalidJsonException e) {
            return JsonText.write(value);
        }
    }
}
