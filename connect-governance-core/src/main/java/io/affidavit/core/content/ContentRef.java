/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import io.affidavit.core.data.CanonicalJson;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where text or bytes are kept that were taken out of a record, and what they must be.
 *
 * @param key name of the object, relative to the content area: the day it was written (UTC), a slash, 32 random
 *     hexadecimal digits
 * @param bytes how many there are, of a text in UTF-8
 * @param sha256 of these bytes, 64 lower-case hexadecimal digits
 */
public record ContentRef(String key, long bytes, String sha256) {

    private static final Pattern KEY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}/[0-9a-f]{32}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** More fits into no array. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16;

    /** @throws IllegalArgumentException if a part has another form; what leads out of the content area has */
    public ContentRef {
        if (!KEY.matcher(key).matches()
                || bytes < 0
                || bytes > MOST_BYTES
                || !DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Invalid content reference.");
        }
    }

    /** What stands in the record in the place of what it refers to: a JSON object. */
    public String text() {
        return CanonicalJson.of(Map.of("bytes", bytes, "content_ref", key, "sha256", sha256));
    }
}
