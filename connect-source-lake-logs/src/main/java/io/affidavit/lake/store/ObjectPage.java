/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import java.util.List;

/**
 * Part of a list of objects, in order.
 *
 * @param next the key after which the list goes on, or null at its end
 */
public record ObjectPage(List<StoredObject> objects, String next) {

    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
