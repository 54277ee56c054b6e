/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.seal.Owner;

/**
 * Keeps what is true of many: the month or the year of a date of birth, the network of an IP address; of a field that is protected
 * whole, also the month of any date and the lower bound of the bucket that a number falls into. Everything else is redacted.
 *
 * @param years whether dates are cut to the year
 * @param bucket width of the buckets of numbers, at least 1
 */
record Generalise(boolean years, long bucket) implements Action {

    /** No date, number or address is longer. */
    private static final int LONGEST = 48;

    Generalise {
        if (bucket < 1) {
            throw new IllegalArgumentException("Invalid bucket: it must be at least 1.");
        }
    }

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        String general = to - from > LONGEST ? null : general(new String(text, from, to - from), label);
        out.append(general == null ? label.mark() : general);
    }

    /** Null where nothing general can be said. */
    private String general(String text, Label label) {
        if (label.equals(Labels.IP)) {
            return Networks.of(text);
        }
        if (label.equals(Labels.BIRTH_DATE)) {
            String date = Calendars.of(text, years);
            return date == null ? Calendars.loose(text, years) : date;
        }
        if (!label.equals(Labels.FIELD)) {
            return null;
        }
        String date = Calendars.of(text, years);
        String network = date == null ? Networks.of(text) : null;
        return date != null ? date : network != null ? network : Buckets.of(text, bucket);
    }
}
