/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Map;

/**
 * Reads the words before a candidate, nearest first: the nearest word that names a kind decides, so that the label of one
 * number does not reach over the next.
 */
final class Context {

    /** How far before a candidate a word still speaks for it, in characters. */
    static final int WINDOW = 40;

    private static final Lexicon WORDS = Lexicon.of(Map.of(
            Evidence.CARD,
            "card cards creditcard cc visa mastercard amex debit credit pan maestro carte tarjeta karte kreditkarte "
                    + "kartennummer cartão cartao carta cardnumber ccn \u5361\u53f7 \u4fe1\u7528",
            Evidence.IBAN,
            "iban ibans kontonummer",
            Evidence.SSN,
            "ssn ssns social socialsecurity sozialversicherungsnummer tin itin tax taxpayer sociale insee "
                    + "\u793e\u4f1a",
            Evidence.PHONE,
            "phone phones telephone tel mobile cell cellphone fax call calls calling called whatsapp sms dial contact reach "
                    + "reached phonenumber hotline ring texted handy telefon telefonnummer telefono tel\u00e9fono "
                    + "t\u00e9l\u00e9phone telephone t\u00e9l telefone telefonu numaram movil m\u00f3vil celular portable "
                    + "mobil mobiel handynummer messages voicemail \u7535\u8bdd \u624b\u673a \u96fb\u8a71 \u643a\u5e2f "
                    + "\u8054\u7cfb",
            Evidence.VERSION,
            "version versions v ver release released build firmware driver kernel upgrade upgraded section chapter",
            Evidence.OTHER,
            "order orders invoice ticket case ref reference account npi mrn dob dea insurance policy zip room aba routing "
                    + "isbn passport license licence serial tracking timestamp epoch offset id uuid sha commit hash checksum "
                    + "bytes tokens row rows line lines port pid"));

    private Context() {}

    /** What the nearest telling word before {@code at} says; {@link Evidence#NONE} where no word does. */
    static int before(char[] text, int from, int at) {
        int limit = Math.max(from, at - WINDOW);
        int i = at;
        while (i > limit) {
            while (i > limit && !letter(text[i - 1])) {
                i--;
            }
            int end = i;
            while (i > limit && letter(text[i - 1])) {
                if (ideograph(text[i - 1]) && i < end && ideograph(text[i])) {
                    int evidence = WORDS.lookup(text, i - 1, i + 1);
                    if (evidence != Evidence.NONE) {
                        return evidence;
                    }
                }
                i--;
            }
            if (end > i && whole(text, from, i, end, at, limit)) {
                int start = Chars.escapeLetter(text, from, i) ? i + 1 : i;
                int evidence = WORDS.lookup(text, start, end);
                if (evidence != Evidence.NONE) {
                    return evidence;
                }
            }
        }
        return Evidence.NONE;
    }

    /** Neither cut off by the window nor part of a longer code, as the letters of a hash are. */
    private static boolean whole(char[] text, int from, int start, int end, int at, int limit) {
        boolean cut = start == limit && start > from && letter(text[start - 1]);
        boolean code = (start > from && Chars.digit(text[start - 1])) || (end < at && Chars.digit(text[end]));
        return !cut && !code;
    }

    private static boolean letter(char c) {
        return c < 128 ? Chars.is(c, Chars.LETTER) : Character.isLetter(c);
    }

    private static boolean ideograph(char c) {
        return c >= '\u3400' && c <= '\u9fff';
    }
}
