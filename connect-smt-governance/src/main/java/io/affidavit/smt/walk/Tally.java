/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Sensitivity;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was found in one record, by label, and how often it had to stay readable. Reused; not safe for concurrent use. */
public final class Tally {

    /** Before the label of content that was found and not protected. */
    public static final String UNPROTECTED = "unprotected.";

    private final FindingListener listener;
    private int size;
    private int total;
    private Label[] labels = new Label[8];
    private int[] handled = new int[8];
    private int[] readable = new int[8];
    /** What was written last, and of what. */
    private String text = "";

    private int textSize;
    private Label[] textLabels = {};
    private int[] textHandled = {};
    private int[] textReadable = {};

    Tally(FindingListener listener) {
        this.listener = listener;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** How much was found since the last {@link #clear}. */
    int total() {
        return total;
    }

    /** The highest level of all findings. */
    public Sensitivity level() {
        Sensitivity level = Sensitivity.PUBLIC;
        for (int i = 0; i < size; i++) {
            level = level.atLeast(labels[i].level());
        }
        return level;
    }

    /** Counts by label id, and by {@link #UNPROTECTED} and label id. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            if (handled[i] > 0) {
                counts.put(labels[i].id(), handled[i]);
            }
            if (readable[i] > 0) {
                counts.put(UNPROTECTED + labels[i].id(), readable[i]);
            }
        }
        return counts;
    }

    /**
     * {@link #counts} as a header holds them, such as {@code pii.email:2,secret.github:1}. Remembers the last one, because the
     * records of one stream are often alike.
     */
    String text() {
        if (size != textSize
                || !Arrays.equals(labels, 0, size, textLabels, 0, size)
                || !Arrays.equals(handled, 0, size, textHandled, 0, size)
                || !Arrays.equals(readable, 0, size, textReadable, 0, size)) {
            text = text(counts());
            textSize = size;
            textLabels = Arrays.copyOf(labels, size);
            textHandled = Arrays.copyOf(handled, size);
            textReadable = Arrays.copyOf(readable, size);
        }
        return text;
    }

    static String text(Map<String, Integer> counts) {
        StringBuilder text = new StringBuilder(64);
        counts.forEach((label, count) -> text.append(text.length() == 0 ? "" : ",")
                .append(label)
                .append(':')
                .append(count.intValue()));
        return text.toString();
    }

    /** The ids of all labels found, wherever they are. */
    public SortedSet<String> labels() {
        SortedSet<String> ids = new TreeSet<>();
        for (int i = 0; i < size; i++) {
            ids.add(labels[i].id());
        }
        return ids;
    }

    void clear() {
        total = 0;
        size = 0;
    }

    /** Content was protected, or found by a walk that only looks. */
    void handled(Label label, int score, int start, int end) {
        int slot = slot(label);
        handled[slot]++;
        listener.found(label, score, start, end, false, false);
    }

    /** Content stays readable although protection was asked for. */
    void readable(Label label, int score, int start, int end) {
        int slot = slot(label);
        readable[slot]++;
        listener.found(label, score, start, end, false, true);
    }

    /** Content is the name of a field, which stays as it is. */
    void named(Label label, int score, int start, int end, boolean asked) {
        int slot = slot(label);
        (asked ? readable : handled)[slot]++;
        listener.found(label, score, start, end, true, asked);
    }

    private int slot(Label label) {
        total++;
        for (int i = 0; i < size; i++) {
            if (labels[i].equals(label)) {
                return i;
            }
        }
        if (size == labels.length) {
            labels = Arrays.copyOf(labels, size * 2);
            handled = Arrays.copyOf(handled, size * 2);
            readable = Arrays.copyOf(readable, size * 2);
        }
        labels[size] = label;
        handled[size] = 0;
        readable[size] = 0;
        return size++;
    }
}
