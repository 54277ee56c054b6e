/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Ways in which a value is written so that a person, a browser or a program still reads it. */
enum Disguise {
    BASE64 {
        @Override
        String of(String text, Dice dice) {
            return Base64.getEncoder().encodeToString(("value " + text).getBytes(StandardCharsets.UTF_8));
        }
    },
    HEXADECIMAL {
        @Override
        String of(String text, Dice dice) {
            return HexFormat.of().formatHex(("value " + text).getBytes(StandardCharsets.UTF_8));
        }
    },
    PERCENT {
        @Override
        String of(String text, Dice dice) {
            return each(text, c -> Character.isLetterOrDigit(c) || c == '.' ? null : String.format("%%%02X", (int) c));
        }
    },
    UNICODE_ESCAPE {
        @Override
        String of(String text, Dice dice) {
            return each(
                    text,
                    c -> Character.isLetterOrDigit(c) && dice.below(4) > 0 ? null : String.format("\\u%04x", (int) c));
        }
    },
    ENTITY {
        @Override
        String of(String text, Dice dice) {
            return each(text, c -> c == '@' || c == ' ' || c == '-' ? "&#" + (int) c + ";" : null);
        }
    },
    ZERO_WIDTH {
        @Override
        String of(String text, Dice dice) {
            return each(text, c -> dice.below(3) == 0 ? c + "\u200b" : null);
        }
    },
    FULL_WIDTH {
        @Override
        String of(String text, Dice dice) {
            return each(text, c -> c > ' ' && c < 0x7f ? Character.toString(c + 0xfee0) : null);
        }
    },
    HOMOGLYPH {
        @Override
        String of(String text, Dice dice) {
            return each(text, c -> {
                int at = "aeopcx".indexOf(c);
                return at < 0 ? null : "\u0430\u0435\u043e\u0440\u0441\u0445".substring(at, at + 1);
            });
        }
    };

    abstract String of(String text, Dice dice);

    /** What stands in the place of a character; null for itself. */
    private interface Replacement {
        String of(char c);
    }

    private static String each(String text, Replacement replacement) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String other = replacement.of(c);
            out.append(other == null ? Character.toString(c) : other);
        }
        return out.toString();
    }
}
