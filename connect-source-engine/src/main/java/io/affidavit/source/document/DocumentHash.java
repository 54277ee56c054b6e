/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.document;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.HashedColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keyed hash of a document, over the canonical JSON (RFC 8785) of its pinned fields or, where none are pinned, of
 * all of it. A field is named by its path, with dots between the levels; names that hold dots themselves are found too.
 */
public final class DocumentHash {

    private static final Object ABSENT = new Object();

    private final KeyedHash hash;
    private final HashedColumns fields;

    public DocumentHash(KeyedHash hash, HashedColumns fields) {
        this.hash = Objects.requireNonNull(hash, "hash");
        this.fields = Objects.requireNonNull(fields, "fields");
    }

    /** 64 hexadecimal digits; a field that the document lacks differs from one that is null. */
    public String of(Map<String, ?> document) {
        if (fields.isOpen()) {
            return hash.hash(List.of(fields.id(), CanonicalJson.of(document)));
        }
        String[] parts = new String[fields.names().size() + 1];
        parts[0] = fields.id();
        for (int i = 1; i < parts.length; i++) {
            Object value = find(document, fields.names().get(i - 1));
            parts[i] = value == ABSENT ? null : CanonicalJson.of(value);
        }
        return hash.hash(Arrays.asList(parts));
    }

    private static Object find(Map<?, ?> members, String path) {
        if (members.containsKey(path)) {
            return members.get(path);
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (members.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                Object value = find(inner, path.substring(dot + 1));
                if (value != ABSENT) {
                    return value;
                }
            }
        }
        return ABSENT;
    }
}
