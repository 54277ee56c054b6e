/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.identity.EventIds;
import io.affidavit.core.tags.GovHeaders;
import org.apache.kafka.connect.header.Headers;

/**
 * For which of its row's events a record came, and how many records the row comes as.
 *
 * @param ordinal from 0, the row's own event
 */
record HandOver(int ordinal, int events) {

    private static final HandOver ONCE = new HandOver(0, 1);

    /** Null where the headers contradict themselves. */
    static HandOver of(Headers headers) {
        String ordinal = GovHeaders.text(headers, GovHeaders.SOURCE_ORDINAL);
        if (ordinal == null) {
            return ONCE;
        }
        int at = number(ordinal);
        int of = number(GovHeaders.text(headers, GovHeaders.SOURCE_ORDINALS));
        return at >= 0 && at < of && of <= EventIds.MOST_PER_ROW ? new HandOver(at, of) : null;
    }

    boolean first() {
        return ordinal == 0;
    }

    private static int number(String text) {
        if (text == null || text.isEmpty() || text.length() > 3) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
