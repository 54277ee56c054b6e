/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

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
    /** Some other kind of number: an order, a row, a port. */
    public static final int OTHER = 1 << 7;
    /** The field holds JSON text whatever its first character. */
    public static final int JSON = 1 << 8;
    /** The number by which a state knows somebody: national, tax, social. */
    public static final int ID = 1 << 9;

    public static final int PASSPORT = 1 << 10;
    public static final int LICENCE = 1 << 11;
    /** Numbers of people who treat: NPI, DEA. */
    public static final int PROVIDER = 1 << 12;
    /** Numbers of a medical record. */
    public static final int MEDICAL = 1 << 13;

    public static final int INSURANCE = 1 << 14;
    /** Accounts and routing numbers. */
    public static final int BANK = 1 << 15;

    public static final int BIRTH = 1 << 16;
    public static final int WALLET = 1 << 17;
    public static final int IMEI = 1 << 18;
    public static final int VIN = 1 << 19;
    public static final int PLATE = 1 << 20;
    public static final int EMPLOYEE = 1 << 21;
    public static final int BIC = 1 << 22;
    public static final int ADDRESS = 1 << 23;
    /** The id of something that another word names. */
    public static final int IDENTIFIER = 1 << 29;

    /** Kinds whose codes have no layout of their own, so that only a word right before them tells. */
    static final int LOOSE = ID | PASSPORT | LICENCE | PROVIDER | MEDICAL | INSURANCE | BANK | BIRTH | PLATE | EMPLOYEE;

    /** The content has a name, whatever it says; content without one may speak for itself. */
    public static final int NAMED = 1 << 24;

    /** The kinds by the names that the data files give them. */
    static final Map<String, Integer> KINDS = Map.ofEntries(
            Map.entry("card", CARD),
            Map.entry("iban", IBAN),
            Map.entry("ssn", SSN),
            Map.entry("phone", PHONE),
            Map.entry("version", VERSION),
            Map.entry("other", OTHER),
            Map.entry("identifier", IDENTIFIER),
            Map.entry("id", ID),
            Map.entry("passport", PASSPORT),
            Map.entry("licence", LICENCE),
            Map.entry("provider", PROVIDER),
            Map.entry("medical", MEDICAL),
            Map.entry("insurance", INSURANCE),
            Map.entry("bank", BANK),
            Map.entry("bic", BIC),
            Map.entry("birth", BIRTH),
            Map.entry("wallet", WALLET),
            Map.entry("imei", IMEI),
            Map.entry("vin", VIN),
            Map.entry("plate", PLATE),
            Map.entry("employee", EMPLOYEE),
            Map.entry("address", ADDRESS));

    private Evidence() {}
}
