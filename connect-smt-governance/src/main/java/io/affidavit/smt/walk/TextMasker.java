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
import io.affidavit.smt.seal.Owner;

/**
 * Protects one text: opens it where it is JSON, so that each value is looked at under its own name; scans it raw where it is
 * not, or where all beneath it is protected whatever it holds. One masker per level of JSON inside strings, each with its
 * own buffers. Not safe for concurrent use.
 */
final class TextMasker implements TextEditor {

    /** Answer for a text whose field is to be removed. */
    static final Object DROPPED = new Object();

    /** Nothing that is looked for without a telling name is shorter. */
    static final int SHORTEST = 6;

    /** Score of what configuration names. */
    private static final int CERTAIN = 100;

    /** Who found what configuration names. */
    private static final String CONFIGURATION = "configuration";

    /** JSON inside strings inside JSON is opened this many times. */
    static final int LEVELS = 4;

    private final Policy policy;
    private final Budget budget;
    private final Tally tally;
    private final TextScanner scanner;
    private final Hits hits;
    private final JsonRewriter json;
    private final FindingLog log;
    /** Whether something finds that has other rules than the scanner of what can be passed over. */
    private final boolean extended;

    private final CurrentPlace place;
    private Trail trail = names -> {};
    private String tenant = "";
    private String subject = "";
    private Owner owner;
    private long scanned;

    TextMasker(WalkSettings settings, Tally tally, FindingLog log) {
        this(settings, tally, log, new CurrentPlace(), null, 0);
    }

    private TextMasker(
            WalkSettings settings, Tally tally, FindingLog log, CurrentPlace place, TextScanner shared, int level) {
        this.policy = settings.policy();
        this.budget = settings.budget();
        this.tally = tally;
        this.log = log;
        this.place = place;
        this.extended = settings.detection().extended();
        this.scanner = shared == null ? settings.detection().scanner(place, budget.findings()) : shared;
        this.hits = settings.detection().hits();
        this.json = level == LEVELS
                ? null
                : new JsonRewriter(new TextMasker(settings, tally, log, place, scanner, level + 1), budget.depth());
    }

    /** Pseudonyms and tokens differ by tenant. */
    @Override
    public void tenant(String value) {
        tenant = value;
        owner = null;
        scanned = 0;
        if (json != null) {
            json.inner().tenant(value);
        }
    }

    @Override
    public void subject(String value) {
        subject = value;
        owner = null;
        if (json != null) {
            json.inner().subject(value);
        }
    }

    /** Made with the first finding: most records have none. */
    private Owner owner() {
        owner = owner == null ? new Owner(tenant, subject) : owner;
        return owner;
    }

    @Override
    public void within(Trail where) {
        trail = where;
        if (json != null) {
            json.within(where);
        }
    }

    @Override
    public int shortest() {
        return extended ? 1 : SHORTEST;
    }

    @Override
    public boolean extended() {
        return extended;
    }

    @Override
    public boolean affords(int chars) {
        scanned += chars;
        return scanned <= budget.recordChars();
    }

    @Override
    public Object edit(
            char[] text, int from, int to, PathNode node, int evidence, char[] name, int nameFrom, int nameTo) {
        if (node.ignored) {
            return null;
        }
        if (to - from > budget.leafChars() && (node.forced == null || node.sparesBelow())) {
            return closed(to - from, node, Labels.BUDGET);
        }
        // what looks at single fields is asked about those, and what protects all but some has to find these
        boolean open =
                json != null && (extended || node.sparesBelow()) && JsonStrings.possible(text, from, to, evidence);
        if (node.forced != null && !(open && node.sparesBelow())) {
            return whole(text, from, to, Labels.FIELD, node.forced);
        }
        hits.clear();
        int said = nameTo > nameFrom ? evidence | Evidence.NAMED : evidence;
        if (!open) {
            place.at(trail);
            scanner.scan(text, from, to, said, hits);
            boolean suspicious = hits.size() > 0 || hits.opaque() || hits.keyed() || node.forcesBelow();
            open = suspicious && JsonStrings.possible(text, from, to, evidence);
        }
        if (open) {
            Object result = opened(text, from, to, node, said);
            if (result != JsonRewriter.MALFORMED) {
                return result;
            }
        }
        if (node.forced != null) {
            return whole(text, from, to, Labels.FIELD, node.forced);
        }
        if (hits.givenUp() != null) {
            return closed(to - from, node, hits.givenUp());
        }
        if (hits.size() > 0) {
            hits.forgetNamed(text, from, to, name, nameFrom, nameTo);
        }
        return hits.size() == 0 ? null : pieces(text, from, to, node);
    }

    /** Applies a forced action to a value that is no text. */
    Object whole(char[] text, int from, int to, Label label, Action action) {
        if (to - from == label.mark().length() && label.mark().contentEquals(new String(text, from, to - from))) {
            return null;
        }
        if (!changes(label, CONFIGURATION, CERTAIN, 0, to - from, action.keeps())) {
            return null;
        }
        if (action.drops()) {
            return DROPPED;
        }
        StringBuilder out = new StringBuilder();
        action.write(text, from, to, label, owner(), out);
        return out.toString();
    }

    @Override
    public int found() {
        return tally.total();
    }

    /** Names are never changed, because fields would collide. */
    @Override
    public boolean report(char[] name, int from, int to, PathNode node) {
        if (to - from < shortest() || node.ignored || (!extended && KeyNames.plain(name, from, to))) {
            return true;
        }
        hits.clear();
        place.at(trail);
        scanner.scan(name, from, to, Evidence.NONE, hits);
        if (hits.givenUp() != null || overdrawn()) {
            log.add(trail, true, reason().id(), CONFIGURATION, CERTAIN, 0, to - from, !policy.classifies());
            tally.named(reason(), CERTAIN, 0, to - from, !policy.classifies());
            return false;
        }
        for (int i = 0; i < hits.size(); i++) {
            log.add(
                    trail,
                    true,
                    hits.label(i).id(),
                    hits.detector(i),
                    hits.score(i),
                    hits.start(i) - from,
                    hits.end(i) - from,
                    !policy.classifies());
            tally.named(hits.label(i), hits.score(i), hits.start(i) - from, hits.end(i) - from, !policy.classifies());
        }
        return hits.size() == 0;
    }

    private Object opened(char[] text, int from, int to, PathNode node, int evidence) {
        if (json == null) {
            // deeper than we open: what escapes may hide is not passed on
            return hits.opaque() ? closed(to - from, node, Labels.BUDGET) : JsonRewriter.MALFORMED;
        }
        Object result = json.rewrite(text, from, to, node, evidence & ~(Evidence.JSON | Evidence.NAMED));
        if (result == JsonRewriter.TOO_DEEP) {
            return closed(to - from, node, Labels.BUDGET);
        }
        if (result == JsonRewriter.MALFORMED) {
            hits.clear();
            place.at(trail);
            scanner.scan(text, from, to, evidence, hits);
        }
        return result;
    }

    private Object pieces(char[] text, int from, int to, PathNode node) {
        if (overdrawn()) {
            return closed(to - from, node, Labels.BUDGET);
        }
        StringBuilder out = null;
        Label whole = null;
        int copied = from;
        for (int i = 0; i < hits.size(); i++) {
            Label label = hits.label(i);
            Action action = policy.action(label);
            int first = hits.start(i) - from;
            int last = hits.end(i) - from;
            boolean stays = node.watched || action.keeps();
            if (changes(label, hits.detector(i), hits.score(i), first, last, stays)) {
                if (action.drops()) {
                    return DROPPED;
                }
                whole = whole == null && action.replaces() ? label : whole;
                out = out == null ? new StringBuilder(to - from + 32) : out;
                out.append(text, copied, hits.start(i) - copied);
                action.write(text, hits.start(i), hits.end(i), label, owner(), out);
                copied = hits.end(i);
            }
        }
        if (whole != null) {
            return whole.mark();
        }
        return out == null ? null : out.append(text, copied, to - copied).toString();
    }

    @Override
    public Object closed(int length, PathNode node, Label reason) {
        return changes(reason, CONFIGURATION, CERTAIN, 0, length, node.watched) ? reason.mark() : null;
    }

    /** Takes a finding down; whether something is to take its place. */
    private boolean changes(Label label, String by, int score, int start, int end, boolean stays) {
        boolean readable = !policy.classifies() && stays;
        log.add(trail, false, label.id(), by, score, start, end, readable);
        if (readable) {
            tally.readable(label, score, start, end);
        } else {
            tally.handled(label, score, start, end);
        }
        return !policy.classifies() && !stays;
    }

    /** Whether the record has more findings than it may. */
    private boolean overdrawn() {
        return tally.total() + hits.size() > budget.findings();
    }

    private Label reason() {
        return hits.givenUp() == null ? Labels.BUDGET : hits.givenUp();
    }
}
