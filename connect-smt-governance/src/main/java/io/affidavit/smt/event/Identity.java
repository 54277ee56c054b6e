/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.identity.EventIds;

/** The ids of one event. */
record Identity(String entityId, String eventId, String category) {

    static Identity of(Origin origin, String category, int ordinal) {
        String entityId = EventIds.entityId(origin.system(), origin.instance(), origin.entity(), origin.key());
        return new Identity(entityId, EventIds.eventId(entityId, category, ordinal, origin.rowHash()), category);
    }
}
