/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.util.Comparator;

/** The order of names: by code point, which is that of their UTF-8 bytes and of the lists of S3. */
public final class UnitName {

    public static final Comparator<String> ORDER = UnitName::compare;

    private UnitName() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean pairs = Character.isSurrogate(left) || Character.isSurrogate(right);
                return pairs ? Integer.compare(rank(left), rank(right)) : Character.compare(left, right);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Surrogates stand for code points beyond all other characters. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
    }
}
