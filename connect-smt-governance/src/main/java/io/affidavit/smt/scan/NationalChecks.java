/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static io.affidavit.smt.scan.CheckDigits.digit;
import static io.affidavit.smt.scan.CheckDigits.number;
import static io.affidavit.smt.scan.CheckDigits.sum;

/** Check characters that one country, or one registry, has to itself; each as its authority publishes it. */
final class NationalChecks {

    private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";
    private static final String HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String HETU_CENTURIES = "ABCDEFYXWVU";
    private static final String COUNTRIES =
            "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BW BY BZ CA"
                    + " CD CH CI CL CM CN CO CR CU CY CZ DE DJ DK DO DZ EC EE EG ES ET FI FJ FR GA GB GE GG GH GI GL GM GN GR GT HK HN"
                    + " HR HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KR KW KY KZ LA LB LI LK LR LS LT LU LV LY MA MC MD ME MG"
                    + " MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PR PT PY QA RO RS RU RW SA"
                    + " SC SD SE SG SI SK SM SN SV SY TD TG TH TJ TM TN TR TT TW TZ UA UG US UY UZ VA VE VG VN XK YE ZA ZM ZW ";

    private NationalChecks() {}

    static boolean dea(char[] code, int length) {
        int at = length - 7;
        int odd = digit(code, at) + digit(code, at + 2) + digit(code, at + 4);
        int even = digit(code, at + 1) + digit(code, at + 3) + digit(code, at + 5);
        return (odd + 2 * even) % 10 == digit(code, at + 6);
    }

    /** Five characters of the name, filled with nines, and the date of birth with 50 added to the months of women. */
    static boolean britishLicence(char[] code, int length) {
        for (int i = 2; i < 5; i++) {
            if (Chars.digit(code[i]) && code[i] != '9') {
                return false;
            }
        }
        int month = (int) number(code, 6, 8) % 50;
        int day = (int) number(code, 8, 10);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    static boolean abn(char[] code, int length) {
        int sum = sum(code, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10;
        return code[0] != '0' && sum % 89 == 0;
    }

    static boolean pps(char[] code, int length) {
        int sum = sum(code, 8, 7, 6, 5, 4, 3, 2);
        int second = length == 9 ? (code[8] == 'W' ? 0 : code[8] - 'A' + 1) * 9 : 0;
        return PPS_LETTERS.charAt((sum + second) % 23) == code[7];
    }

    static boolean nric(char[] code, int length) {
        int sum = 0;
        int[] weights = {2, 7, 6, 5, 4, 3, 2};
        for (int i = 0; i < 7; i++) {
            sum += weights[i] * digit(code, i + 1);
        }
        return switch (code[0]) {
            case 'S' -> "JZIHGFEDCBA".charAt(sum % 11) == code[8];
            case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11) == code[8];
            case 'F' -> "XWUTRQPNMLK".charAt(sum % 11) == code[8];
            case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11) == code[8];
            default -> "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11) == code[8];
        };
    }

    static boolean hongKong(char[] code, int length) {
        int sum = 36 * 9 + (code[0] - 'A' + 10) * 8;
        for (int i = 1; i < 8; i++) {
            sum += digit(code, i) * (i == 7 ? 1 : 8 - i);
        }
        return sum % 11 == 0;
    }

    static boolean taiwan(char[] code, int length) {
        int letter = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(code[0]) + 10;
        int sum = letter / 10 + letter % 10 * 9;
        for (int i = 1; i < 9; i++) {
            sum += digit(code, i) * (9 - i);
        }
        return (sum + digit(code, 9)) % 10 == 0;
    }

    static boolean nif(char[] code, int length) {
        return NIF_LETTERS.charAt((int) (number(code, 0, length - 1) % 23)) == code[length - 1];
    }

    static boolean nie(char[] code, int length) {
        long number = (code[0] - 'X') * 10_000_000L + number(code, 1, length - 1);
        return NIF_LETTERS.charAt((int) (number % 23)) == code[length - 1];
    }

    static boolean portugal(char[] code, int length) {
        int check = 11 - sum(code, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return digit(code, 8) == (check > 9 ? 0 : check);
    }

    static boolean nir(char[] code, int length) {
        int month = (int) number(code, 3, 5);
        return (month <= 12 || month >= 20) && month > 0 && 97 - number(code, 0, 13) % 97 == number(code, 13, 15);
    }

    /** In the first ten digits one digit stands two or three times, and not three times in a row (German tax numbers). */
    static boolean repeats(char[] code, int length) {
        int[] counts = new int[10];
        for (int i = 0; i < 10; i++) {
            counts[digit(code, i)]++;
            if (i > 1 && code[i] == code[i - 1] && code[i] == code[i - 2]) {
                return false;
            }
        }
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        return most <= 3;
    }

    static boolean rvnr(char[] code, int length) {
        int letter = code[8] - 'A' + 1;
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0, place = 0; i < length - 1; i++) {
            if (i == 8) {
                sum += digits(letter / 10 * weights[place++]);
                sum += digits(letter % 10 * weights[place++]);
            } else {
                sum += digits(digit(code, i) * weights[place++]);
            }
        }
        return sum % 10 == digit(code, length - 1);
    }

    static boolean kvnr(char[] code, int length) {
        int letter = code[0] - 'A' + 1;
        int sum = digits(letter / 10) + digits(letter % 10 * 2);
        for (int i = 1; i < 9; i++) {
            sum += digits(digit(code, i) * (i % 2 == 0 ? 2 : 1));
        }
        return sum % 10 == digit(code, 9);
    }

    /** The last two digits against 97, of people born since 2000 behind a 2. */
    static boolean belgium(char[] code, int length) {
        long number = number(code, 0, 9);
        long check = number(code, 9, 11);
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    static boolean hetu(char[] code, int length) {
        boolean century = length == 10 || HETU_CENTURIES.indexOf(code[6]) >= 0;
        int serial = length - 4;
        long number = number(code, 0, 6) * 1000 + number(code, serial, serial + 3);
        return century && HETU_LETTERS.charAt((int) (number % 31)) == code[length - 1];
    }

    static boolean baltic(char[] code, int length) {
        int check = sum(code, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        check = check == 10 ? sum(code, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 : check;
        return digit(code, 10) == check % 10;
    }

    static boolean cnp(char[] code, int length) {
        int check = sum(code, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return digit(code, 12) == (check == 10 ? 1 : check);
    }

    static boolean egn(char[] code, int length) {
        return digit(code, 9) == sum(code, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10;
    }

    static boolean tckn(char[] code, int length) {
        int odd = sum(code, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = sum(code, 0, 1, 0, 1, 0, 1, 0, 1);
        int tenth = Math.floorMod(odd * 7 - even, 10);
        return digit(code, 9) == tenth && digit(code, 10) == (odd + even + tenth) % 10;
    }

    static boolean cpf(char[] code, int length) {
        int first = sum(code, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = sum(code, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return digit(code, 9) == first && digit(code, 10) == second;
    }

    static boolean cnpj(char[] code, int length) {
        int first = sum(code, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        int second = sum(code, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return digit(code, 12) == (first < 2 ? 0 : 11 - first) && digit(code, 13) == (second < 2 ? 0 : 11 - second);
    }

    static boolean rut(char[] code, int length) {
        int sum = 0;
        for (int i = length - 2, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            sum += digit(code, i) * weight;
        }
        int check = 11 - sum % 11;
        return code[length - 1] == (check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check));
    }

    /** ISO 7064 MOD 11-2 (GB 11643). */
    static boolean china(char[] code, int length) {
        int last = code[17] == 'X' ? 10 : Chars.digit(code[17]) ? code[17] - '0' : 99;
        return (sum(code, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) + last) % 11 == 1;
    }

    static boolean japan(char[] code, int length) {
        int rest = sum(code, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return digit(code, 11) == (rest < 2 ? 0 : 11 - rest);
    }

    static boolean koreanBusiness(char[] code, int length) {
        int sum = sum(code, 1, 3, 7, 1, 3, 7, 1, 3, 5) + digit(code, 8) * 5 / 10;
        return digit(code, 9) == (10 - sum % 10) % 10;
    }

    static boolean thailand(char[] code, int length) {
        return digit(code, 12) == (11 - sum(code, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10;
    }

    /** ISO 9362: the country stands in fifth and sixth place. */
    static boolean bic(char[] code, int length) {
        return COUNTRIES.contains(new String(code, 4, 2) + " ");
    }

    private static int digits(int number) {
        return number / 10 + number % 10;
    }
}
