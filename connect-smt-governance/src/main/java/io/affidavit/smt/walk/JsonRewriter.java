/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.KeyNames;
import io.affidavit.smt.scan.PairRole;
import java.util.List;

/**
 * Rewrites the strings and numbers of a JSON text (RFC 8259) in place of parsing it: everything else is copied character by
 * character, so canonical text (RFC 8785) stays canonical and clean text is never copied at all. Accepts a text that was cut
 * off, whose last string ends with it. Without recursion; not safe for concurrent use.
 */
final class JsonRewriter implements Trail {

    /** Answer for a text that is no JSON. */
    static final Object MALFORMED = new Object();
    /** Answer for a text nested beyond the budget. */
    static final Object TOO_DEEP = new Object();

    private static final char[] NO_NAME = {};

    private final TextEditor inner;
    private final int maxDepth;
    private final JsonStrings strings = new JsonStrings();
    private final JsonStrings keys = new JsonStrings();

    private final StringEnds ends = new StringEnds();
    private final JsonNesting nesting = new JsonNesting();

    private Trail outer;

    private char[] text;
    private int to;
    private int at;
    private PathNode node;
    private int evidence;
    private char[] name = NO_NAME;
    private int nameFrom;
    private int nameTo;
    private int writtenFrom;
    private int writtenTo;
    private PairRole role = PairRole.NONE;
    /** What the last name says that stood in a field of its own, and how deep that was. */
    private int pairEvidence;

    private int pairDepth;
    private boolean looking;
    private StringBuilder out;
    private int copied;

    JsonRewriter(TextEditor inner, int maxDepth) {
        this.inner = inner;
        this.maxDepth = maxDepth;
    }

    TextEditor inner() {
        return inner;
    }

    /** Says where the texts stand that are rewritten. */
    void within(Trail trail) {
        outer = trail;
        inner.within(this);
    }

    @Override
    public void addTo(List<String> names) {
        outer.addTo(names);
        nesting.addNames(text, names);
        if (writtenTo > writtenFrom) {
            names.add(new String(text, writtenFrom, writtenTo - writtenFrom));
        }
    }

    /**
     * @return null where the text stays as it is, the new text, {@link #MALFORMED} or {@link #TOO_DEEP}
     */
    Object rewrite(char[] source, int from, int end, PathNode root, int rootEvidence) {
        text = source;
        to = end;
        // first look whether it is JSON at all: findings are counted once
        looking = true;
        ends.clear();
        Object fault = run(from, root, rootEvidence);
        if (fault != null) {
            return fault;
        }
        looking = false;
        ends.again();
        run(from, root, rootEvidence);
        String result =
                out == null ? null : out.append(text, copied, to - copied).toString();
        out = null;
        return result;
    }

    /** Null at the end of the text, or the fault. */
    private Object run(int from, PathNode root, int rootEvidence) {
        at = from;
        copied = from;
        out = null;
        nesting.clear();
        pairDepth = 0;
        node = root;
        evidence = rootEvidence;
        forgetName();
        boolean mayClose = false;
        while (skipBlanks()) {
            char c = text[at];
            if (mayClose && (c == '}' || c == ']')) {
                if (!close(c)) {
                    return MALFORMED;
                }
            } else if (nesting.inObject() && !key()) {
                return MALFORMED;
            } else if (!skipBlanks()) {
                return null;
            } else if (text[at] == '{' || text[at] == '[') {
                if (nesting.depth() == maxDepth) {
                    return TOO_DEEP;
                }
                open(text[at] == '{');
                mayClose = true;
                continue;
            } else if (!(text[at] == '"' ? string() : scalar())) {
                return MALFORMED;
            }
            mayClose = false;
            // behind a value: any number of ends, then a comma
            while (skipBlanks() && (text[at] == '}' || text[at] == ']')) {
                if (!close(text[at])) {
                    return MALFORMED;
                }
            }
            if (at >= to) {
                return null;
            }
            if (nesting.depth() == 0 || text[at] != ',') {
                return MALFORMED;
            }
            at++;
            node = nesting.node();
            evidence = nesting.evidence();
            forgetName();
        }
        return null;
    }

    private void forgetName() {
        role = PairRole.NONE;
        name = NO_NAME;
        nameFrom = 0;
        nameTo = 0;
        writtenFrom = 0;
        writtenTo = 0;
    }

    private boolean skipBlanks() {
        while (at < to && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return at < to;
    }

    private void open(boolean object) {
        nesting.open(object, node, evidence, writtenFrom, writtenTo);
        writtenFrom = 0;
        writtenTo = 0;
        at++;
    }

    private boolean close(char c) {
        if (!nesting.close(c == '}')) {
            return false;
        }
        pairDepth = 0;
        at++;
        return true;
    }

    /** Reads a name and its colon. What might have become a name is content where the text ends before its value. */
    private boolean key() {
        if (text[at] != '"') {
            return false;
        }
        int start = at + 1;
        int end = ends.end(text, start, to);
        at = Math.min(to, end + 1);
        if (skipBlanks() && text[at++] != ':') {
            return false;
        }
        if (!skipBlanks()) {
            at = start - 1;
            forgetName();
            boolean read = string();
            at = to;
            return read;
        }
        name = text;
        nameFrom = start;
        nameTo = end;
        writtenFrom = start;
        writtenTo = end;
        if (ends.escaped()) {
            nameTo = keys.unescape(text, start, end);
            if (nameTo < 0) {
                return false;
            }
            name = keys.buffer();
            nameFrom = 0;
        }
        if (!looking) {
            node = nesting.node().child(name, nameFrom, nameTo);
            evidence = KeyNames.evidence(name, nameFrom, nameTo);
            role = PairRole.of(name, nameFrom, nameTo);
            evidence |= role == PairRole.VALUE && pairDepth == nesting.depth() ? pairEvidence : 0;
            inner.report(name, nameFrom, nameTo, node);
        }
        return true;
    }

    private boolean string() {
        int start = at + 1;
        int end = ends.end(text, start, to);
        char[] source = text;
        int first = start;
        int last = end;
        if (ends.escaped()) {
            last = strings.unescape(text, start, end);
            if (last < 0) {
                return false;
            }
            source = strings.buffer();
            first = 0;
        }
        if (!looking) {
            if (role == PairRole.NAME) {
                pairEvidence = PairRole.evidence(source, first, last);
                pairDepth = nesting.depth();
            }
            Object result = inner.edit(source, first, last, node, evidence, name, nameFrom, nameTo);
            replace(at, Math.min(to, end + 1), result, end < to);
        }
        at = Math.min(to, end + 1);
        return true;
    }

    /** A number, true, false or null. */
    private boolean scalar() {
        int start = at;
        while (at < to && scalarChar(text[at])) {
            at++;
        }
        boolean number = text[start] == '-' || (text[start] >= '0' && text[start] <= '9');
        boolean word = text[start] == 't' || text[start] == 'f' || text[start] == 'n';
        if (at == start || !(number || word)) {
            return false;
        }
        if (looking || text[start] == 'n' || (word && node.forced == null)) {
            return true;
        }
        int clues = evidence & ~(Evidence.PASSWORD | Evidence.TOKEN | Evidence.JSON);
        Object result = inner.edit(text, start, at, node, clues, name, nameFrom, nameTo);
        if (number && result instanceof String digits && Typed.numeric(digits)) {
            upTo(start).append(digits);
            copied = at;
        } else {
            replace(start, at, result, true);
        }
        return true;
    }

    private static boolean scalarChar(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
    }

    private void replace(int from, int end, Object result, boolean closed) {
        if (result == null) {
            return;
        }
        upTo(from);
        if (result == TextMasker.DROPPED) {
            out.append("null");
        } else {
            JsonStrings.write(out, (String) result, closed);
        }
        copied = end;
    }

    private StringBuilder upTo(int from) {
        out = out == null ? new StringBuilder(to - copied + 64) : out;
        return out.append(text, copied, from - copied);
    }
}
