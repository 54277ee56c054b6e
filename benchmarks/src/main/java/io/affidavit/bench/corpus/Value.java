/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench.corpus;

/**
 * A piece of a text.
 *
 * @param type what it is, as the labels of public data sets name it; null for what is not sensitive
 */
record Value(String type, String text) {

    static Value plain(String text) {
        return new Value(null, text);
    }
}
