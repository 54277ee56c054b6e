/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/**
 * Raises a finding when it persists and takes it back only after a run of clean windows, so that a figure that hovers
 * around its threshold does not raise and resolve over and over.
 *
 * <pre>
 *            k of the last m windows alert
 *   clear ─────────────────────────────────▶ raised
 *     ▲                                        │
 *     └────────────────────────────────────────┘
 *          so many normal windows in a row
 * </pre>
 *
 * <p>A warning keeps a raised finding raised without raising one. A window with too small a sample changes nothing.
 * State: at most 25 bytes.
 */
public final class Hysteresis {

    /** What a window changed. */
    public enum Change {
        NONE,
        RAISED,
        RESOLVED
    }

    private static final int VERSION = 1;

    private final int clean;
    private Persistence persistence;
    private boolean raised;
    private int run;

    /**
     * @param hits how many alerts of the last windows raise, at least 1
     * @param windows over how many windows, at most 64
     * @param clean how many normal windows in a row resolve, at least 1
     */
    public Hysteresis(int hits, int windows, int clean) {
        if (clean < 1) {
            throw new IllegalArgumentException("Cannot build hysteresis: a finding needs a clean window to resolve.");
        }
        this.persistence = new Persistence(hits, windows);
        this.clean = clean;
    }

    /** Takes the assessment of the latest window. */
    public Change update(Assessment window) {
        if (window instanceof InsufficientSample) {
            return Change.NONE;
        }
        run = window instanceof Normal ? Math.min(run + 1, clean) : 0;
        boolean persists = persistence.add(window instanceof Alert);
        if (!raised && persists && window instanceof Alert) {
            raised = true;
            return Change.RAISED;
        }
        if (raised && run >= clean) {
            raised = false;
            persistence.reset();
            return Change.RESOLVED;
        }
        return Change.NONE;
    }

    /** Whether a finding is raised and not resolved. */
    public boolean raised() {
        return raised;
    }

    public void reset() {
        persistence.reset();
        raised = false;
        run = 0;
    }

    public void save(StateWriter writer) {
        writer.begin(StateKind.HYSTERESIS, VERSION).writeBoolean(raised).writeInt(run);
        persistence.save(writer);
    }

    public static Hysteresis restore(int hits, int windows, int clean, StateReader reader) {
        Hysteresis restored = new Hysteresis(hits, windows, clean);
        reader.begin(StateKind.HYSTERESIS, VERSION);
        restored.raised = reader.readBoolean();
        restored.run = reader.readInt(0, clean);
        restored.persistence = Persistence.restore(hits, windows, reader);
        return restored;
    }

    /** Upper bound of the state in bytes. */
    public long stateBytes() {
        return 2 + 1 + Integer.BYTES + persistence.stateBytes();
    }
}
