/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/** What a word or a field name says about the content beside it, as bits that add up. */
public final class Evidence {

    public static final int NONE = 0;
    public static final int CARD = 1;
    public static final int IBAN = 1 << 1;
    public static final int SSN = 1 << 2;
    public static final int PHONE = 1 << 3;
    /** The whole content is a password. */
    public static final int PASSWORD = 1 << 4;
    /** The content is a token, a key or a header that carries one. */
    public static final int TOKEN = 1 << 5;
    /** Numbers with dots are versions here. */
    public static final int VERSION = 1 << 6;
    /** Some other kind of number: an order, a record, a licence. */
    public static final int OTHER = 1 << 7;
    /** The field holds JSON text whatever its first character. */
    public static final int JSON = 1 << 8;

    private Evidence() {}
}
