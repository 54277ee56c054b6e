/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What a scan found in one text, in order and without overlaps. Reused from text to text: growing is the only allocation.
 * Not safe for concurrent use.
 */
public final class Hits {

    /** Who finds what the built-in rules find. */
    public static final String SCANNER = "scanner";

    private final Thresholds thresholds;
    private int size;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] scores = new int[16];
    private Label[] labels = new Label[16];
    private String[] detectors = new String[16];
    /** Whether hits of several labels met there. */
    private boolean[] mixed = new boolean[16];

    private String detector = SCANNER;
    private boolean opaque;
    private boolean keyed;
    private Label givenUp;

    /** @param minimumScore hits below are not kept; from 1 to 100 */
    public Hits(int minimumScore) {
        this(Thresholds.of(minimumScore));
    }

    /** @param thresholds hits below are not kept */
    public Hits(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    public void clear() {
        size = 0;
        opaque = false;
        keyed = false;
        givenUp = null;
        detector = SCANNER;
    }

    public int size() {
        return size;
    }

    public int start(int i) {
        return starts[i];
    }

    public int end(int i) {
        return ends[i];
    }

    public int score(int i) {
        return scores[i];
    }

    public Label label(int i) {
        return labels[i];
    }

    /** Who found it: {@link #SCANNER}, or the name that the finder gave before it. */
    public String detector(int i) {
        return detectors[i];
    }

    /** Names who finds what is kept from now on, until the next {@link #clear}. */
    public void foundBy(String name) {
        detector = name;
    }

    /** Says that the text could not be looked through, so that all of it counts as sensitive; the first reason stays. */
    public void giveUp(Label reason) {
        givenUp = givenUp == null ? reason : givenUp;
    }

    /** Why the text could not be looked through, or null. */
    public Label givenUp() {
        return givenUp;
    }

    /** Whether the text holds escapes that can hide content from a reader of the raw text. */
    public boolean opaque() {
        return opaque;
    }

    /** Whether the text names something sensitive, such as a key {@code "password":}. */
    public boolean keyed() {
        return keyed;
    }

    /** The end of the last hit, or 0. */
    int reached() {
        return size == 0 ? 0 : ends[size - 1];
    }

    void markOpaque() {
        opaque = true;
    }

    void markKeyed() {
        keyed = true;
    }

    /**
     * Keeps a hit. Of overlapping hits the longest names the kind, then the one with the higher score, and the span covers
     * both: no end of either may stay readable.
     */
    void add(int from, int to, Label label, int score) {
        if (!thresholds.keep(label, score)) {
            return;
        }
        int start = from;
        int end = to;
        Label name = label;
        String by = detector;
        int best = score;
        boolean several = false;
        while (size > 0 && ends[size - 1] > start) {
            int last = --size;
            several |= mixed[last] || !labels[last].equals(label);
            int length = ends[last] - starts[last];
            if (length > end - start || (length == end - start && scores[last] >= best)) {
                name = labels[last];
                by = detectors[last];
                best = scores[last];
            }
            start = Math.min(start, starts[last]);
            end = Math.max(end, ends[last]);
        }
        append(start, end, name, best, by);
        mixed[size - 1] = several;
    }

    /** Keeps a hit that may lie before others: of overlapping hits the longest names the kind, and the span covers all. */
    public void insert(int from, int to, Label label, int score) {
        if (!thresholds.keep(label, score)) {
            return;
        }
        int first = size;
        while (first > 0 && ends[first - 1] > from) {
            first--;
        }
        int next = first;
        int start = from;
        int end = to;
        Label name = label;
        String by = detector;
        int best = score;
        boolean several = false;
        while (next < size && starts[next] < to) {
            several |= mixed[next] || !labels[next].equals(label);
            if (ends[next] - starts[next] >= to - from) {
                name = labels[next];
                by = detectors[next];
                best = scores[next];
            }
            start = Math.min(start, starts[next]);
            end = Math.max(end, ends[next]);
            next++;
        }
        int behind = size - next;
        if (first == next) {
            append(0, 0, label, score, by);
        }
        move(next, first + 1, behind);
        starts[first] = start;
        ends[first] = end;
        labels[first] = name;
        scores[first] = best;
        detectors[first] = by;
        mixed[first] = several;
        size = first + 1 + behind;
    }

    /**
     * Keeps the hits of another reading of the text, by the rules of {@link #insert}, in one go: a text full of both would
     * else be moved once for each.
     */
    void merge(Hits others) {
        if (others.size == 0) {
            return;
        }
        int shift = others.size;
        int end = size + shift;
        room(end);
        // what is here goes to the back, and is read from there before it is overwritten from the front
        move(0, shift, size);
        size = 0;
        int mine = shift;
        int other = 0;
        while (mine < end || other < shift) {
            if (other == shift || (mine < end && starts[mine] <= others.starts[other])) {
                join(this, mine++, true);
            } else if (thresholds.keep(others.labels[other], others.scores[other++])) {
                join(others, other - 1, false);
            }
        }
    }

    /** Puts a hit behind those that begin before it, or into the last of them. */
    private void join(Hits source, int i, boolean own) {
        int last = size - 1;
        if (size == 0 || ends[last] <= source.starts[i]) {
            source.copy(i, this, size++);
            return;
        }
        int longer = source.ends[i] - source.starts[i] - ends[last] + starts[last];
        boolean several = mixed[last] || source.mixed[i] || !labels[last].equals(source.labels[i]);
        int start = starts[last];
        int end = Math.max(ends[last], source.ends[i]);
        if (longer > 0 || (own && longer == 0)) {
            source.copy(i, this, last);
        }
        starts[last] = start;
        ends[last] = end;
        mixed[last] = several;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(starts, from, starts, to, count);
        System.arraycopy(ends, from, ends, to, count);
        System.arraycopy(labels, from, labels, to, count);
        System.arraycopy(scores, from, scores, to, count);
        System.arraycopy(detectors, from, detectors, to, count);
        System.arraycopy(mixed, from, mixed, to, count);
    }

    Thresholds thresholds() {
        return thresholds;
    }

    /**
     * Forgets what the name of the field speaks against. In one that is named like an id, what only its shape speaks for: ids look
     * like numbers of all kinds. In one that is named like a time, what the scanner takes a moment for.
     */
    public void forgetNamed(char[] text, int from, int to, char[] name, int nameFrom, int nameTo) {
        forget(i -> shape(i) && KeyNames.identifies(name, nameFrom, nameTo));
        if (size > 0 && Epochs.is(text, from, to) && KeyNames.times(name, nameFrom, nameTo)) {
            forget(i -> SCANNER.equals(detectors[i]));
        }
    }

    /** Forgets the hits that the list allows; not those where others met, which it says nothing about. */
    void forget(AllowList allowed, char[] text) {
        forget(i -> !mixed[i] && allowed.allows(labels[i], text, starts[i], ends[i]));
    }

    private boolean shape(int i) {
        return scores[i] <= Scores.SHAPE
                && (labels[i].equals(Labels.CARD) || labels[i].equals(Labels.PHONE) || labels[i].equals(Labels.US_SSN));
    }

    private void forget(IntPredicate which) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!which.test(i)) {
                copy(i, this, kept++);
            }
        }
        size = kept;
    }

    private void copy(int from, Hits target, int to) {
        target.starts[to] = starts[from];
        target.ends[to] = ends[from];
        target.scores[to] = scores[from];
        target.labels[to] = labels[from];
        target.detectors[to] = detectors[from];
        target.mixed[to] = mixed[from];
    }

    private void room(int needed) {
        if (needed > starts.length) {
            int capacity = Math.max(needed, starts.length * 2);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
            scores = Arrays.copyOf(scores, capacity);
            labels = Arrays.copyOf(labels, capacity);
            detectors = Arrays.copyOf(detectors, capacity);
            mixed = Arrays.copyOf(mixed, capacity);
        }
    }

    private void append(int start, int end, Label label, int score, String by) {
        room(size + 1);
        starts[size] = start;
        ends[size] = end;
        scores[size] = score;
        detectors[size] = by;
        mixed[size] = false;
        labels[size++] = label;
    }
}
