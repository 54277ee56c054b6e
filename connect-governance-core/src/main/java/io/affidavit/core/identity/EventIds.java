/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The two ids of an event. Both are the first 32 hexadecimal digits of a SHA-256 over length-prefixed parts, so the same
 * source row gives the same ids on every read, on every worker.
 */
public final class EventIds {

    /** No row is handed over for more events than these. */
    public static final int MOST_PER_ROW = 64;

    private static final int ID_BYTES = 16;

    private static final HexFormat HEX = HexFormat.of();
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private EventIds() {}

    /**
     * The id of the thing an event is about; stable across its revisions.
     *
     * @param canonicalKey the strongest id shared by every path to the same event, as text
     */
    public static String entityId(String system, String instance, String entity, String canonicalKey) {
        return id("v1", system, instance, entity, canonicalKey);
    }

    /**
     * The id of one event of an entity.
     *
     * @param ordinal separates several events that one source row gives, from 0
     * @param revisionHash keyed hash of the source row; null where the producer guarantees a single revision
     */
    public static String eventId(String entityId, String category, int ordinal, String revisionHash) {
        return id(entityId, category, Integer.toString(ordinal), revisionHash);
    }

    private static String id(String... parts) {
        return SCRATCH.get().id(parts);
    }

    /** What a thread makes ids with, one at a time. */
    private static final class Scratch {
        private final MessageDigest digest = Digests.sha256();
        private final LengthPrefixed sequence = new LengthPrefixed();

        String id(String... parts) {
            sequence.begin();
            for (String part : parts) {
                sequence.add(part);
            }
            sequence.into(digest::update);
            return HEX.formatHex(digest.digest(), 0, ID_BYTES);
        }
    }
}
