/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static java.util.Map.entry;

import java.util.Map;

/**
 * Reads field names: splits them into words at symbols and at changes of case, and looks the last telling words up.
 * {@code userPhoneNumber}, {@code api-key} and {@code Authorization} say something; {@code tokens} and {@code monkey} do not.
 */
public final class KeyNames {

    /** Says something only after a word that qualifies it: api key, but not sort key. */
    private static final int KEY = 1 << 25;

    private static final int QUALIFIES = 1 << 26;
    /** May stand after a telling word: card number, password hash. */
    private static final int FILLER = 1 << 27;
    /** Names an id, a time, a size or a hash. */
    private static final int IDENTIFIES = 1 << 28;
    /** Names a moment. */
    private static final int TIMES = 1 << 30;

    private static final int TELLING = KEY - 1;
    /** Kinds whose names may end in "id". */
    private static final int IDENTIFIED =
            Evidence.EMPLOYEE | Evidence.INSURANCE | Evidence.PASSPORT | Evidence.LICENCE | Evidence.ID;

    private static final int MAX_LENGTH = 64;
    private static final int MAX_WORDS = 3;
    private static final int SHORTEST_SECRET = 20;

    private static final Map<Integer, String> LISTS = Map.ofEntries(
            entry(
                    Evidence.PASSWORD,
                    "password passwd pwd pass passphrase passcode pin secret secrets clientsecret pw cvv cvc passwort kennwort "
                            + "contraseña senha wachtwoord lösenord hasło пароль"),
            entry(
                    Evidence.TOKEN,
                    "token authorization apikey accesskey secretkey privatekey accesstoken authtoken refreshtoken bearer "
                            + "credential credentials cookie auth jwt sessiontoken accountkey idtoken"),
            entry(Evidence.CARD, "card creditcard cardnumber ccnumber ccn pan cc"),
            entry(Evidence.IBAN, "iban"),
            entry(Evidence.SSN, "ssn socialsecurity socialsecuritynumber itin"),
            entry(Evidence.PHONE, "phone telephone tel mobile cell fax phonenumber msisdn cellphone whatsapp"),
            entry(Evidence.ID, "nationalid taxid tin nino cpf cnpj pesel dni nif nie curp aadhaar national tax"),
            entry(Evidence.PASSPORT, "passport passportnumber"),
            entry(Evidence.LICENCE, "licence license driverlicense driverslicense dl"),
            entry(Evidence.PROVIDER, "npi dea"),
            entry(Evidence.MEDICAL, "mrn medicalrecordnumber"),
            entry(Evidence.INSURANCE, "insurance insuranceid mbi medicare"),
            entry(Evidence.EMPLOYEE, "employee employeeid empid"),
            entry(Evidence.BANK, "routing aba routingnumber accountnumber bankaccount"),
            entry(Evidence.BIC, "bic swift"),
            entry(Evidence.BIRTH, "dob birth birthdate birthday dateofbirth geburtsdatum"),
            entry(Evidence.ADDRESS, "address street addr adresse direccion anschrift indirizzo endereço"),
            entry(Evidence.IMEI, "imei"),
            entry(Evidence.VIN, "vin"),
            entry(Evidence.JSON, "json"),
            entry(KEY, "key"),
            entry(QUALIFIES, "api access secret private auth encryption signing client account shared master service"),
            entry(FILLER, "number num no nr value text header plain raw hash code date line"),
            entry(
                    IDENTIFIES,
                    "id ids uuid guid offset position count size length bytes sequence seq hash checksum sha digest index nonce"),
            entry(IDENTIFIES | TIMES, "ts timestamp time ms ns us epoch at millis micros nanos"));

    private static final Lexicon WORDS = Lexicon.of(LISTS);
    private static final boolean[] ENDS = ends();

    private KeyNames() {}

    /** What a field name says about its content; {@link Evidence#NONE} for most. */
    public static int evidence(char[] text, int from, int to) {
        if (to - from < 2 || to - from > MAX_LENGTH || !possible(text, from, to)) {
            return Evidence.NONE;
        }
        int end = to;
        boolean id = false;
        for (int words = 0; words < MAX_WORDS && end > from; words++) {
            end = wordEnd(text, from, end);
            int start = wordStart(text, from, end);
            int found = WORDS.lookup(text, start, end);
            if ((found & KEY) != 0) {
                return qualified(text, from, start) ? Evidence.TOKEN : Evidence.NONE;
            }
            if ((found & TELLING) != 0) {
                return id && (found & IDENTIFIED) == 0 ? Evidence.NONE : found & TELLING;
            }
            id |= isId(text, start, end);
            if ((found & FILLER) == 0 && !id) {
                return Evidence.NONE;
            }
            end = start;
        }
        return Evidence.NONE;
    }

    /** {@link #evidence(char[], int, int)} of a whole name. */
    public static int evidence(String name) {
        return evidence(name.toCharArray(), 0, name.length());
    }

    /** Whether a name ends like that of an id, a time, a size or a hash, whose digits mean nothing else. */
    static boolean identifies(char[] text, int from, int to) {
        return (lastWord(text, from, to) & IDENTIFIES) != 0;
    }

    /** Whether a name ends like that of a moment, such as {@code created_at}. */
    static boolean times(char[] text, int from, int to) {
        return (lastWord(text, from, to) & TIMES) != 0;
    }

    private static int lastWord(char[] text, int from, int to) {
        int end = wordEnd(text, from, to);
        return WORDS.lookup(text, wordStart(text, from, end), end);
    }

    /** Whether a name is short and of letters and joints alone, so that it holds nothing but itself. */
    public static boolean plain(char[] text, int from, int to) {
        if (to - from > SHORTEST_SECRET) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Chars.is(text[i], Chars.LETTER) && text[i] != '_' && text[i] != '.' && text[i] != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isId(char[] text, int start, int end) {
        return end - start == 2 && Chars.lower(text[start]) == 'i' && Chars.lower(text[end - 1]) == 'd';
    }

    private static boolean qualified(char[] text, int from, int keyStart) {
        int end = wordEnd(text, from, keyStart);
        int start = wordStart(text, from, end);
        return end > start && (WORDS.lookup(text, start, end) & (QUALIFIES | Evidence.PASSWORD)) != 0;
    }

    private static int wordEnd(char[] text, int from, int to) {
        int end = to;
        while (end > from && !Chars.is(text[end - 1], Chars.LETTER)) {
            end--;
        }
        return end;
    }

    private static int wordStart(char[] text, int from, int end) {
        int start = end;
        while (start > from && Chars.is(text[start - 1], Chars.LETTER)) {
            start--;
            boolean capital = text[start] <= 'Z';
            boolean afterSmall = start > from && text[start - 1] >= 'a' && text[start - 1] <= 'z';
            if (capital && afterSmall) {
                break;
            }
        }
        return start;
    }

    /** Most names are told apart by their last three characters. */
    private static boolean possible(char[] text, int from, int to) {
        int last = code(text[to - 1]);
        int third = to - 3 >= from ? code(text[to - 3]) : 0;
        return last == 0 || ENDS[ending(third, code(text[to - 2]), last)];
    }

    private static boolean[] ends() {
        boolean[] table = new boolean[27 * 27 * 27];
        LISTS.forEach((bits, list) -> {
            if ((bits & (TELLING | KEY | FILLER)) != 0) {
                for (String word : (list + " id").split(" ")) {
                    int length = word.length();
                    int second = code(word.charAt(length - 2));
                    int last = code(word.charAt(length - 1));
                    for (int third = 0; third < 27; third++) {
                        // before a word of two letters anything may stand
                        table[ending(third, second, last)] |= length == 2 || third == code(word.charAt(length - 3));
                    }
                }
            }
        });
        return table;
    }

    private static int ending(int third, int second, int last) {
        return (third * 27 + second) * 27 + last;
    }

    /** 1 to 26 for letters of either case, 0 for anything else. */
    private static int code(char c) {
        int letter = Chars.lower(c) - 'a' + 1;
        return letter > 0 && letter <= 26 ? letter : 0;
    }
}
