/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * Scans a text as it stands and, only where it holds signs of it, once more as a reader understands it: with lookalikes folded,
 * escapes decoded and base64 opened, up to four levels deep. Linear in the text whatever it holds; clean text allocates
 * nothing. Not safe for concurrent use.
 */
public final class TextScanner {

    private static final int LEVELS = 4;

    private final OnePass pass = new OnePass();
    private final Unveiled unveiled = new Unveiled();
    private final Decoded decoded = new Decoded();
    private final Hits found = new Hits(1);
    /** What was found in text that was veiled or encoded, by its place in the original. */
    private final Hits opened = new Hits(1);

    private final Finder finder;
    private final AllowList allowed;
    private final int level;
    private TextScanner inner;

    public TextScanner() {
        this(Finder.NONE, AllowList.NONE);
    }

    /**
     * @param finder looks at the text beside the built-in rules, as it stands and as it is opened
     * @param allowed what is found and no finding
     */
    public TextScanner(Finder finder, AllowList allowed) {
        this(finder, allowed, 0);
    }

    private TextScanner(Finder finder, AllowList allowed, int level) {
        this.finder = finder;
        this.allowed = allowed;
        this.level = level;
    }

    /**
     * Scans part of a text and adds what it finds to {@code hits}, which the caller clears.
     *
     * @param from first character; words before it are not seen
     * @param to behind the last character
     * @param evidence what the name of the field says, {@link Evidence#NONE} for nothing
     */
    public void scan(char[] text, int from, int to, int evidence, Hits hits) {
        pass.scan(text, from, to, evidence, hits);
        finder.find(text, from, to, hits);
        if (level < LEVELS && (pass.veiled() || pass.runs().size() > 0)) {
            inner = inner == null ? new TextScanner(finder, allowed, level + 1) : inner;
            if (pass.veiled() && unveiled.read(text, from, to)) {
                unveil(evidence, hits);
            }
            opened.clear();
            Runs runs = pass.runs();
            for (int i = 0; i < runs.size(); i++) {
                decode(text, runs, i, to, hits);
            }
            hits.merge(opened);
        }
        if (hits.size() > 0 && !allowed.isEmpty()) {
            hits.forget(allowed, text);
        }
    }

    private void unveil(int evidence, Hits hits) {
        found.clear();
        opened.clear();
        inner.scan(unveiled.text(), 0, unveiled.length(), evidence, found);
        for (int i = 0; i < found.size(); i++) {
            int start = unveiled.place(found.start(i));
            // characters that are not seen and stand behind the last one go with it
            int end = unveiled.place(found.end(i));
            opened.foundBy(found.detector(i));
            opened.insert(start, end, found.label(i), found.score(i));
        }
        hits.merge(opened);
        if (found.givenUp() != null) {
            hits.giveUp(found.givenUp());
        }
    }

    private void decode(char[] text, Runs runs, int run, int to, Hits hits) {
        int end = runs.end(run);
        int start = runs.start(run);
        if (runs.hexadecimal(run)) {
            if (!decoded.readHexadecimal(text, start, end)) {
                return;
            }
        } else if (!open(text, start, end)) {
            start = runs.word(run);
            if (start == runs.start(run) || !open(text, start, end)) {
                return;
            }
        }
        found.clear();
        inner.scan(decoded.text(), 0, decoded.length(), Evidence.NAMED, found);
        int worst = -1;
        for (int i = 0; i < found.size(); i++) {
            boolean counts = hits.thresholds().keep(found.label(i), found.score(i));
            if (counts
                    && (worst < 0
                            || found.label(i)
                                            .level()
                                            .compareTo(found.label(worst).level())
                                    > 0)) {
                worst = i;
            }
        }
        if (worst >= 0) {
            while (end < to && text[end] == '=') {
                end++;
            }
            opened.foundBy(found.detector(worst));
            opened.insert(start, end, found.label(worst), found.score(worst));
        }
        if (found.givenUp() != null) {
            hits.giveUp(found.givenUp());
        }
    }

    private boolean open(char[] text, int start, int end) {
        return end - start >= Decoded.SHORTEST && decoded.read(text, start, end);
    }
}
