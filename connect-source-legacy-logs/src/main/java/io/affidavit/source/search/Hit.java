/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import java.util.Comparator;
import java.util.Map;

/**
 * A document found.
 *
 * @param cursor its time in microseconds
 * @param source as it was indexed; null where only keys were asked for
 * @param chars length of its JSON
 */
record Hit(long cursor, DocumentKey key, Map<?, ?> source, long chars) {

    static final Comparator<Hit> ORDER = Comparator.comparingLong(Hit::cursor).thenComparing(Hit::key);
}
