/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

/**
 * Two shares, counted.
 *
 * @param hits of the first
 * @param of how many
 * @param otherHits of the second
 * @param otherOf how many
 */
record TwoRates(long hits, long of, long otherHits, long otherOf) {

    double rate() {
        return (double) hits / of;
    }

    double otherRate() {
        return (double) otherHits / otherOf;
    }

    /** How many standard errors the shares lie apart, the variance pooled. */
    double z() {
        double share = (double) (hits + otherHits) / (of + otherOf);
        double error = Math.sqrt(share * (1 - share) * (1.0 / of + 1.0 / otherOf));
        return error == 0 ? 0 : (rate() - otherRate()) / error;
    }
}
