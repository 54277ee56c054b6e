/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

/** The store no longer knows a point in time: it expired, its node restarted, or an index of it was deleted. */
final class LostContext extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostContext() {
        super("Cannot go on with a point in time: the store dropped it. Open another.", null, false, false);
    }
}
