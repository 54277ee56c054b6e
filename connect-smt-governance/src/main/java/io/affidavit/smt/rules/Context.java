/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words of which one must stand near a finding: up to 40 characters before it or 32 behind, or in the name of its field. */
final class Context {

    private static final int BEFORE = 40;
    private static final int BEHIND = 32;

    private final Terms words;

    Context(List<String> words) {
        Map<String, Integer> each = words.stream().distinct().collect(Collectors.toMap(Function.identity(), word -> 0));
        this.words = each.isEmpty() ? null : new Terms(each);
    }

    /** Whether it asks for nothing. */
    boolean isEmpty() {
        return words == null;
    }

    boolean near(char[] text, int from, int to, int start, int end) {
        return among(text, Math.max(from, start - BEFORE), start) || among(text, end, Math.min(to, end + BEHIND));
    }

    /** Whether a name, which may be written as one word in camel case, holds a word. */
    boolean in(String name) {
        StringBuilder apart = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1))) {
                apart.append(' ');
            }
            apart.append(c == '_' || c == '-' || c == '.' ? ' ' : c);
        }
        char[] text = apart.toString().toCharArray();
        return among(text, 0, text.length);
    }

    private boolean among(char[] text, int from, int to) {
        boolean[] found = new boolean[1];
        words.find(text, from, to, words.buffer(), (start, end, value) -> {
            found[0] = true;
            return false;
        });
        return found[0];
    }
}
