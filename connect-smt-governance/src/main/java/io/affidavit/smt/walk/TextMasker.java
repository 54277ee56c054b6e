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
final class TextMasker {

    /** Answer for a text whose field is to be removed. */
    static final Object DROPPED = new Object();

    /** Nothing that is looked for without a telling name is shorter. */
    static final int SHORTEST = 6;

    /** Score of what configuration names. */
    private static final int CERTAIN = 100;

    /** JSON inside strings inside JSON is opened this many times. */
    private static final int LEVELS = 4;

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

    /** Whose texts follow: pseudonyms differ by tenant. */
    void tenant(String value) {
        tenant = value;
        if (json != null) {
            json.inner().tenant(value);
        }
    }

    /**
     * @param evidence what the name of the field says
     * @param name characters that hold the name, with its bounds; used to tell ids from numbers
     * @return null where the text stays as it is, {@link #DROPPED}, or what takes its place
     */
    Object mask(char[] text, int from, int to, PathNode node, int evidence, char[] name, int nameFrom, int nameTo) {
        if (node.ignored) {
            return null;
        }
        if (node.forced != null) {
            return whole(text, from, to, Labels.FIELD, node.forced);
        }
        if (to - from > budget.leafChars()) {
            return closed(to - from, node);
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
            tally.handled(label, CERTAIN, 0, to - from);
            return null;
        }
        if (action.keeps()) {
            tally.readable(label, CERTAIN, 0, to - from);
            return null;
        }
        tally.handled(label, CERTAIN, 0, to - from);
        if (action.drops()) {
            return DROPPED;
        }
        StringBuilder out = new StringBuilder();
        action.write(text, from, to, label, tenant, out);
        return out.toString();
    }

    /** Reports what a name itself holds: names are never changed, because fields would collide. */
    void report(char[] name, int from, int to, PathNode node) {
        if (to - from < SHORTEST || node.ignored || KeyNames.plain(name, from, to)) {
            return;
        }
        hits.clear();
        scanner.scan(name, from, to, Evidence.NONE, hits);
        for (int i = 0; i < hits.size(); i++) {
            tally.named(hits.label(i), hits.score(i), hits.start(i) - from, hits.end(i) - from, !policy.classifies());
        }
    }

    private Object opened(char[] text, int from, int to, PathNode node, int evidence) {
        if (json == null) {
            // deeper than we open: what escapes may hide is not passed on
            return hits.opaque() ? closed(to - from, node) : JsonRewriter.MALFORMED;
        }
        Object result = json.rewrite(text, from, to, node, evidence & ~(Evidence.JSON | Evidence.NAMED));
        if (result == JsonRewriter.TOO_DEEP) {
            return closed(to - from, node);
        }
        if (result == JsonRewriter.MALFORMED) {
            hits.clear();
            scanner.scan(text, from, to, evidence, hits);
        }
        return result;
    }

    private Object pieces(char[] text, int from, int to, PathNode node) {
        StringBuilder out = null;
        int copied = from;
        for (int i = 0; i < hits.size(); i++) {
            Label label = hits.label(i);
            Action action = policy.action(label);
            int first = hits.start(i) - from;
            int last = hits.end(i) - from;
            if (policy.classifies()) {
                tally.handled(label, hits.score(i), first, last);
            } else if (node.watched || action.keeps()) {
                tally.readable(label, hits.score(i), first, last);
            } else {
                tally.handled(label, hits.score(i), first, last);
                if (action.drops()) {
                    return DROPPED;
                }
                out = out == null ? new StringBuilder(to - from + 32) : out;
                out.append(text, copied, hits.start(i) - copied);
                action.write(text, hits.start(i), hits.end(i), label, tenant, out);
                copied = hits.end(i);
            }
        }
        return out == null ? null : out.append(text, copied, to - copied).toString();
    }

    /** What takes the place of a text that could not be looked through. */
    private Object closed(int length, PathNode node) {
        if (policy.classifies()) {
            tally.handled(Labels.BUDGET, CERTAIN, 0, length);
            return null;
        }
        if (node.watched) {
            tally.readable(Labels.BUDGET, CERTAIN, 0, length);
            return null;
        }
        tally.handled(Labels.BUDGET, CERTAIN, 0, length);
        return Labels.BUDGET.mark();
    }

    private static boolean json(char[] text, int from, int to, int evidence) {
        int i = from;
        while (i < to && text[i] <= ' ') {
            i++;
        }
        return i < to && (text[i] == '{' || text[i] == '[' || text[i] == '"' || (evidence & Evidence.JSON) != 0);
    }
}
