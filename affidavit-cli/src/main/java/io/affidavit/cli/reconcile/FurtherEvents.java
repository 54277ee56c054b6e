/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.core.identity.EventIds;

/**
 * Tells the events that a row gives besides its own, so that a row counts once however many events were made of it. The
 * ordinal is part of an event's id and is found there.
 */
final class FurtherEvents {

    private FurtherEvents() {}

    /** Whether the id is that of an event of ordinal 1 or more; any part may be null where a record lacks it. */
    static boolean isOne(String eventId, String entityId, String category, String rowHash) {
        if (eventId == null
                || entityId == null
                || category == null
                || eventId.equals(EventIds.eventId(entityId, category, 0, rowHash))) {
            return false;
        }
        for (int ordinal = 1; ordinal < EventIds.MOST_PER_ROW; ordinal++) {
            if (eventId.equals(EventIds.eventId(entityId, category, ordinal, rowHash))) {
                return true;
            }
        }
        return false;
    }
}
