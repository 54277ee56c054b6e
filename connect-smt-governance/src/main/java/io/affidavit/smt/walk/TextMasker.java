/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.protect.Action;
import io.affidavit.smt.protect.Policy;
import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.KeyNames;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.TextScanner;

/**
 * Protects one text: scans it raw first, which for clean text is all there is to do, and only then opens it as JSON where it
 * is JSON and holds a finding, a telling key or escapes that could hide something. One masker per level of JSON inside
 * strings, each with its own buffers. Not safe for concurrent use.
 */
final class TextMasker implements TextEditor {

    /** Answer for a text whose field is to be removed. */
    static final Object DROPPED = new Object();

    /** Nothing that is looked for without a telling name is shorter. */
    static final int SHORTEST = 6;

    /** JSON inside strings inside JSON is opened this many times. */
    static final int LEVELS = 4;

    private final Policy policy;
    private final Budget budget;
    private final Tally tally;
    private final TextScanner scanner;
    private final Hits hits;
    private final JsonRewriter json;
    private String tenant = "";

    TextMasker(Policy policy, Budget budget, Tally tally, int minimumScore) {
        this(policy, budget, tally, minimumScore, new TextScanner(), 0);
    }

    private TextMasker(Policy policy, Budget budget, Tally tally, int minimumScore, TextScanner scanner, int level) {
        this.policy = policy;
        this.budget = budget;
        this.tally = tally;
        this.scanner = scanner;
        this.hits = new Hits(minimumScore);
        this.json = level == LEVELS
                ? null
                : new JsonRewriter(
                        new TextMasker(policy, budget, tally, minimumScore, scanner, level + 1), budget.depth());
    }

    /** Pseudonyms and tokens differ by tenant. */
    @Override
    public void tenant(String value) {
        tenant = value;
        if (json != null) {
            json.inner().tenant(value);
        }
    }

    @Override
    public Object edit(
            char[] text, int from, int to, PathNode node, int evidence, char[] name, int nameFrom, int nameTo) {
        if (node.ignored) {
            return null;
        }
        if (node.forced != null) {
            return whole(text, from, to, Labels.FIELD, node.forced);
        }
        if (to - from > budget.leafChars()) {
            return closed(node);
        }
        hits.clear();
        int said = nameTo > nameFrom ? evidence | Evidence.NAMED : evidence;
        scanner.scan(text, from, to, said, hits);
        boolean suspicious = hits.size() > 0 || hits.opaque() || hits.keyed() || node.forcesBelow();
        if (suspicious && json(text, from, to, evidence)) {
            Object result = opened(text, from, to, node, said);
            if (result != JsonRewriter.MALFORMED) {
                return result;
            }
        }
        if (hits.size() > 0 && KeyNames.identifies(name, nameFrom, nameTo)) {
            hits.forgetShapes();
        }
        return hits.size() == 0 ? null : pieces(text, from, to, node);
    }

    /** Applies a forced action to a value that is no text. */
    Object whole(char[] text, int from, int to, Label label, Action action) {
        if (to - from == label.mark().length() && label.mark().contentEquals(new String(text, from, to - from))) {
            return null;
        }
        if (policy.classifies()) {
            tally.handled(label);
            return null;
        }
        if (action.keeps()) {
            tally.readable(label);
            return null;
        }
        tally.handled(label);
        if (action.drops()) {
            return DROPPED;
        }
        StringBuilder out = new StringBuilder();
        action.write(text, from, to, label, tenant, out);
        return out.toString();
    }

    /** Reports what a name itself holds: names are never changed, because fields would collide. */
    @Override
    public void report(char[] name, int from, int to, PathNode node) {
        if (to - from < SHORTEST || node.ignored || KeyNames.plain(name, from, to)) {
            return;
        }
        hits.clear();
        scanner.scan(name, from, to, Evidence.NONE, hits);
        for (int i = 0; i < hits.size(); i++) {
            if (policy.classifies()) {
                tally.handled(hits.label(i));
            } else {
                tally.readable(hits.label(i));
            }
        }
    }

    private Object opened(char[] text, int from, int to, PathNode node, int evidence) {
        if (json == null) {
            // deeper than we open: what escapes may hide is not passed on
            return hits.opaque() ? closed(node) : JsonRewriter.MALFORMED;
        }
        Object result = json.rewrite(text, from, to, node, evidence & ~(Evidence.JSON | Evidence.NAMED));
        if (result == JsonRewriter.TOO_DEEP) {
            return closed(node);
        }
        if (result == JsonRewriter.MALFORMED) {
            hits.clear();
            scanner.scan(text, from, to, evidence, hits);
        }
        return result;
    }

    private Object pieces(char[] text, int from, int to, PathNode node) {
        StringBuilder out = null;
        Label whole = null;
        int copied = from;
        for (int i = 0; i < hits.size(); i++) {
            Label label = hits.label(i);
            Action action = policy.action(label);
            if (policy.classifies()) {
                tally.handled(label);
            } else if (node.watched || action.keeps()) {
                tally.readable(label);
            } else {
                tally.handled(label);
                if (action.drops()) {
                    return DROPPED;
                }
                whole = whole == null && action.replaces() ? label : whole;
                out = out == null ? new StringBuilder(to - from + 32) : out;
                out.append(text, copied, hits.start(i) - copied);
                action.write(text, hits.start(i), hits.end(i), label, tenant, out);
                copied = hits.end(i);
            }
        }
        if (whole != null) {
            return whole.mark();
        }
        return out == null ? null : out.append(text, copied, to - copied).toString();
    }

    /** What takes the place of a text that could not be looked through. */
    private Object closed(PathNode node) {
        if (policy.classifies()) {
            tally.handled(Labels.BUDGET);
            return null;
        }
        if (node.watched) {
            tally.readable(Labels.BUDGET);
            return null;
        }
        tally.handled(Labels.BUDGET);
        return Labels.BUDGET.mark();
    }

    static boolean json(char[] text, int from, int to, int evidence) {
        int i = from;
        while (i < to && text[i] <= ' ') {
            i++;
        }
        return i < to && (text[i] == '{' || text[i] == '[' || text[i] == '"' || (evidence & Evidence.JSON) != 0);
    }
}
