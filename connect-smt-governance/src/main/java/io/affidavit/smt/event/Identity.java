/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.identity.EventIds;

/** The ids of one event. */
record Identity(String entityId, String eventId, String category) {

    /** Ordinal of the first event of a row: a row gives one event. */
    private static final int ORDINAL = 0;

    static Identity of(Origin origin, String category) {
        String entityId = EventIds.entityId(origin.system(), origin.instance(), origin.entity(), origin.key());
        return new Identity(entityId, EventIds.eventId(entityId, category, ORDINAL, origin.rowHash()), category);
    }
}
