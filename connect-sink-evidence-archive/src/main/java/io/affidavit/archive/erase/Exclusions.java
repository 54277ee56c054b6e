/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import java.util.List;
import java.util.Map;

/**
 * The subject's rows that stay, because they are held.
 *
 * @param rows how many
 * @param byHold how many by the id of each hold that is about them, or may be; a row may be under several
 * @param byTag how many only the tag of their source holds
 * @param listed the first of them
 */
public record Exclusions(long rows, Map<String, Long> byHold, long byTag, List<HeldRow> listed) {

    public Exclusions {
        byHold = Map.copyOf(byHold);
        listed = List.copyOf(listed);
    }
}
