/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * Characters that are seen as others, or not at all: zero-width ones, full-width, circled and mathematical letters and digits,
 * digits of other scripts, blanks and dashes of other widths, Cyrillic and Greek letters that look Latin (Unicode Technical
 * Standard 39, confusables).
 */
final class Lookalikes {

    /** Answer for a character that is not seen. */
    static final char NOTHING = 0;

    private static final String CYRILLIC_AND_GREEK =
            "\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u04bbh\u0501d\u051bq\u051dw\u0261g"
                    + "\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0425X\u0406I\u0408J\u0405S"
                    + "\u03bfo\u03b1a\u03b9i\u03bdv\u03c1p\u03c5u\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039aK\u039cM"
                    + "\u039dN\u039fO\u03a1P\u03a4T\u03a5Y\u03a7X\u0131i\u0269i";

    private static final char[] LATIN = latin();

    private Lookalikes() {}

    /** Whether a text with this character, which is none of ASCII, is worth a second look; neighbours are 0 at the ends. */
    static boolean suspicious(char c, char before, char behind) {
        if (c < 0x2000) {
            return c == 0xad
                    || (c == 0xa0 && (Chars.digit(before) || Chars.digit(behind)))
                    || (c >= 0x300 && c < 0x370 && Chars.is(before, Chars.WORD))
                    || (c < 0x600 && LATIN[c] != 0 && (latin(before) || latin(behind)))
                    || c == 0x180e
                    || (c >= 0x660 && Character.isDigit(c));
        }
        if (c < 0x2100) {
            boolean thin = c <= 0x200a || c == 0x202f || (c >= 0x2010 && c <= 0x2015);
            boolean joins = latin(before) && latin(behind) && c != 0x2013 && c != 0x2014;
            return thin ? joins || Chars.digit(before) || Chars.digit(behind) : fold(c) != c;
        }
        return (c >= 0x2212 && c < 0x2500) || (c >= 0xff01 && c <= 0xff5e) || c == 0xfeff || c == 0xd835 || c == 0xfe6b;
    }

    /** What the character is seen as: itself, another one, or {@link #NOTHING}. */
    static char fold(char c) {
        if (c < 0x80) {
            return c;
        }
        if (c < 0x600 && LATIN[c] != 0) {
            return LATIN[c];
        }
        if (invisible(c)) {
            return NOTHING;
        }
        if (c >= 0xff01 && c <= 0xff5e) {
            return (char) (c - 0xfee0);
        }
        if (c == 0xa0 || c == 0x3000 || c == 0x202f || (c >= 0x2000 && c <= 0x200a)) {
            return ' ';
        }
        if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xfe58 || c == 0xfe63) {
            return '-';
        }
        return sign(c);
    }

    /** The Latin letter or digit of a mathematical one, which is two characters long; 0 for no such. */
    static char mathematical(char high, char low) {
        if (high != 0xd835 || !Character.isLowSurrogate(low)) {
            return 0;
        }
        int place = Character.toCodePoint(high, low) - 0x1d400;
        if (place >= 0x3ce) {
            return (char) ('0' + (place - 0x3ce) % 10);
        }
        int letter = place % 52;
        return place < 0x2a4 ? (char) (letter < 26 ? 'A' + letter : 'a' + letter - 26) : 0;
    }

    private static char sign(char c) {
        if (c >= 0x2460 && c <= 0x2468) {
            return (char) ('1' + c - 0x2460);
        }
        if (c >= 0x24b6 && c <= 0x24e9) {
            return (char) (c < 0x24d0 ? 'A' + c - 0x24b6 : 'a' + c - 0x24d0);
        }
        return switch (c) {
            case 0x24ea, 0x2070, 0x2080 -> '0';
            case 0xb9 -> '1';
            case 0xb2, 0xb3 -> (char) ('2' + c - 0xb2);
            case 0x2024, 0x3002, 0xff61 -> '.';
            case 0x2044, 0x2215 -> '/';
            case 0xfe6b -> '@';
            default -> decimal(c);
        };
    }

    private static char decimal(char c) {
        if (c >= 0x2074 && c <= 0x2079) {
            return (char) ('4' + c - 0x2074);
        }
        if (c >= 0x2081 && c <= 0x2089) {
            return (char) ('1' + c - 0x2081);
        }
        return Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c;
    }

    private static boolean invisible(char c) {
        return c == 0xad
                || (c >= 0x300 && c < 0x370)
                || c == 0x180e
                || (c >= 0x200b && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2060 && c <= 0x206f)
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xfeff;
    }

    private static boolean latin(char c) {
        return Chars.is(c, Chars.WORD) || c == '@';
    }

    private static char[] latin() {
        char[] table = new char[0x600];
        for (int i = 0; i < CYRILLIC_AND_GREEK.length(); i += 2) {
            char c = CYRILLIC_AND_GREEK.charAt(i);
            if (c < table.length) {
                table[c] = CYRILLIC_AND_GREEK.charAt(i + 1);
            }
        }
        return table;
    }
}
