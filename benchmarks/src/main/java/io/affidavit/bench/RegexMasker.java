/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is usually written: twenty patterns of {@code java.util.regex} over every string of a record, matchers reused. */
final class RegexMasker {

    private final List<Matcher> matchers = Stream.of(
                    "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,}",
                    "\\b(?:\\d[ -]?){13,19}\\b",
                    "\\b\\d{3}-\\d{2}-\\d{4}\\b",
                    "\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b",
                    "\\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\\b",
                    "\\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\\b",
                    "\\+\\d[\\d ()-]{7,18}\\d",
                    "\\(\\d{3}\\) ?\\d{3}-\\d{4}",
                    "\\b[A-Z]{2}\\d{2}[A-Z0-9]{11,30}\\b",
                    "\\bA[KS]IA[A-Z0-9]{16}\\b",
                    "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b",
                    "\\bsk-[A-Za-z0-9_-]{20,}",
                    "\\bxox[abprs]-[A-Za-z0-9-]{10,}",
                    "\\bAIza[A-Za-z0-9_-]{35}",
                    "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}",
                    "\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*",
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
                    "(?i)\\b(?:password|passwd|pwd|secret)\\b\\s*[:=]\\s*\\S{4,}",
                    "(?i)\\b(?:api[_-]?key|token)\\b\\s*[:=]\\s*\\S{8,}",
                    "[a-z]{3,10}://[^/\\s:@]{1,64}:[^/\\s:@]{1,64}@")
            .map(pattern -> Pattern.compile(pattern).matcher(""))
            .toList();

    Object mask(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, held) -> copy.put(key, mask(held)));
            return copy;
        }
        return value instanceof List<?> list ? list.stream().map(this::mask).toList() : value;
    }

    private String text(String original) {
        String text = original;
        for (Matcher matcher : matchers) {
            matcher.reset(text);
            if (matcher.find()) {
                text = matcher.replaceAll("[MASKED]");
            }
        }
        return text;
    }
}
