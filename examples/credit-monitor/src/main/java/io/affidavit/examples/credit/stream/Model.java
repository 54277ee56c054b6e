/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.stream;

/** The models of the credit desk. */
public enum Model {
    /** Nothing is wrong with it. A new version that decides alike goes live in the week. */
    RETAIL_LOAN("retail-loan", .28),
    /** Disadvantages one sex from a moment on. */
    CAR_LOAN("car-loan", .26),
    /** Gets a new version that approves nearly everybody. */
    CARD_LIMIT("card-limit", .26),
    /** Is called by a script at night. */
    OVERDRAFT("overdraft", .20);

    /** The model that must raise nothing. */
    public static final Model CONTROL = RETAIL_LOAN;

    private final String text;
    private final double share;

    Model(String text, double share) {
        this.text = text;
        this.share = share;
    }

    /** As events name it. */
    public String text() {
        return text;
    }

    /** Its part of all decisions; the parts make 1. */
    double share() {
        return share;
    }
}
