/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

/**
 * Looks up the paths of a tree in canonical JSON without making the values on the way or beside it. Knows texts only: where anything
 * else stands at the end of a path, or might be opened once more, it gives up, and the values have to be made.
 */
final class CanonicalSearch {

    private final String json;
    private final Object[] found;
    private int at;

    /**
     * @param json an object or a list
     * @param found takes values by the slots of their paths
     */
    CanonicalSearch(CanonicalText json, Object[] found) {
        this.json = json.json();
        this.found = found;
    }

    /** Whether everything below the node was found; some of it may have been where not. */
    boolean find(PathNode node) {
        return members(node);
    }

    private boolean members(PathNode node) {
        return !node.ambiguous() && (json.charAt(at) == '{' ? object(node) : list(node));
    }

    private boolean object(PathNode node) {
        at++;
        while (json.charAt(at) != '}') {
            int name = at + 1;
            passString();
            PathNode child = node.child(json, name, at - 1);
            // the colon
            at++;
            if (!value(child)) {
                return false;
            }
            passComma();
        }
        at++;
        return true;
    }

    private boolean list(PathNode node) {
        if (json.startsWith(CanonicalText.KEY_VALUE_LIST, at)) {
            return false;
        }
        at++;
        for (int i = 0; json.charAt(at) != ']'; i++) {
            if (!value(node.element(i))) {
                return false;
            }
            passComma();
        }
        at++;
        return true;
    }

    /** @param node null where no path leads here */
    private boolean value(PathNode node) {
        char first = json.charAt(at);
        if (first == '"') {
            int start = at + 1;
            passString();
            return node == null || text(node, start, at - 1);
        }
        boolean container = first == '{' || first == '[';
        if (node != null && node.slot() >= 0 && first != 'n') {
            return false;
        }
        if (container && node != null && node.hasChildren()) {
            return members(node);
        }
        if (container) {
            passContainer();
        } else {
            passWord();
        }
        return true;
    }

    private boolean text(PathNode node, int start, int end) {
        int escape = json.indexOf('\\', start);
        if (escape >= 0 && escape < end) {
            return false;
        }
        String text = json.substring(start, end);
        if (mayBeNumber(text)) {
            return false;
        }
        if (node.slot() >= 0) {
            found[node.slot()] = text;
        }
        return !node.hasChildren() || !Values.looksLikeJson(text);
    }

    /** Canonical JSON writes numbers that a double cannot hold as texts. */
    private static boolean mayBeNumber(String text) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) <= '9' || text.charAt(i) == 'E')) {
            i++;
        }
        return i == text.length();
    }

    /** Whether a name is written with escapes. */
    static boolean escapes(String name) {
        return name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\');
    }

    private void passString() {
        int end = json.indexOf('"', at + 1);
        while (escaped(end)) {
            end = json.indexOf('"', end + 1);
        }
        at = end + 1;
    }

    private boolean escaped(int quote) {
        int backslashes = 0;
        while (json.charAt(quote - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void passContainer() {
        int depth = 0;
        do {
            char c = json.charAt(at);
            if (c == '"') {
                passString();
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
        } while (depth > 0);
    }

    private void passWord() {
        while (json.charAt(at) != ',' && json.charAt(at) != '}' && json.charAt(at) != ']') {
            at++;
        }
    }

    private void passComma() {
        at += json.charAt(at) == ',' ? 1 : 0;
    }
}
