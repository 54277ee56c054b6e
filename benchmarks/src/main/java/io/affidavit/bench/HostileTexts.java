/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Texts that are made to cost: characters alone and in pairs, beginnings of candidates alone and in pairs, nested encodings. */
final class HostileTexts {

    /** One of each class of characters, and every symbol at which something may begin or go on. */
    private static final String SIGNS = "@:=+-(\\%&[.,/_ \"'{}#$~xaAfz19\n\u200b\u0430\u00e9";

    private static final String[] PATTERNS = {
        "a@",
        "a.",
        "@",
        "1 ",
        "1-",
        "1.",
        "12 ",
        "123-45-",
        "1234 ",
        "+1 ",
        "(1",
        "((",
        "::",
        "a:",
        "1:",
        "ff:",
        "--",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "eyJ",
        "eyJ.",
        "sk-",
        "ghp_a",
        "AKIA",
        "password=",
        "password:\"",
        "token=",
        "a=b&",
        "=",
        "://",
        "http://a:",
        "GB29",
        "GB29 NWBK ",
        "DE12 3456 ",
        "card 4111 ",
        "born ",
        "dob: 1 ",
        "address: 1 a ",
        "1 Main St, ",
        "1 A ",
        "%41",
        "%",
        "\\u0041",
        "\\",
        "\\\"",
        "&#64;",
        "[at]",
        " at a dot ",
        "\u200b",
        "\u0430a",
        "\uff11",
        "\ud835\udfce",
        "aGVsbG8g",
        "aGVsbG8gd29ybGQ=",
        "6a6f",
        "MRN-1 ",
        "id 1",
        "iban ",
        "0x",
        "bc1q",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ",
        "{\"a\":",
        "[",
        "\"",
        "AA 12 34 56 ",
        "12345678901 ",
        "020 7946 0958 ",
        "  ",
        "7",
        "1234567890123456789",
        "4111 1111 1111 1111 ",
        "+49 30 ",
        "tel 030 ",
        "a1",
        "1a",
        "A1",
        "a\u200b",
        "1\u200b",
        "\u0430\u0435\u043e",
        "\uff41\uff20",
        "e\u0301",
        "\u4e2d",
        "dot ",
        "a dot ",
        "internationalization/",
        "abcdefghijklmnop ",
        "deadbeef",
        "deadbeef-",
        "user1@",
        "a@b.",
        "a@b.co ",
        "ssn 123-45-6789 ",
        "passport ",
        "a_",
        "A",
        "eyJhbGciOi.",
        "xoxb-1-",
        "key=sk-",
        "secret: ",
        "pwd=a ",
        "bc1qar0srrr7xfkvy5l643",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy ",
        "00:1a:2b:3c:",
        "2001:db8::",
        "10.0.0.1.",
        "2024-05-17T00:00:0",
        "DEUTDEFF ",
        "\ud83d\ude00"
    };

    private HostileTexts() {}

    /** Texts of a length by what they are made of. */
    static Map<String, String> whole(int length) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (char c = 1; c < 128; c++) {
            texts.put("character " + (int) c, of(String.valueOf(c), length));
        }
        for (String pattern : PATTERNS) {
            texts.put("pattern " + pattern, of(pattern, length));
        }
        texts.put("base64 in base64 in base64", nested(of("x", length / 3), HostileTexts::base64));
        texts.put("base64 of beginnings", nested(of("a@b.co 4111 1111 token=a1 ", length / 3), HostileTexts::base64));
        texts.put("percent of percent", nested(of("\u00e9", length / 60), HostileTexts::percent));
        texts.put("percent signs encoded", "%" + of("25", length));
        texts.put("escape of escape", of("\\u005cu005cu0041", length));
        texts.put("reference of reference", of("&#38;#38;#64;", length));
        return texts;
    }

    /** Every two signs and every two patterns, to be repeated. */
    static Set<String> pairs() {
        Set<String> pairs = new LinkedHashSet<>();
        for (int first = 0; first < SIGNS.length(); first++) {
            for (int second = 0; second < SIGNS.length(); second++) {
                pairs.add("" + SIGNS.charAt(first) + SIGNS.charAt(second));
            }
        }
        for (String first : PATTERNS) {
            for (String second : PATTERNS) {
                pairs.add(first + second);
            }
        }
        return pairs;
    }

    static String of(String pattern, int length) {
        return pattern.repeat(length / pattern.length());
    }

    private static String nested(String text, UnaryOperator<String> encoding) {
        return encoding.apply(encoding.apply(encoding.apply(text)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(Events.utf8(text));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
