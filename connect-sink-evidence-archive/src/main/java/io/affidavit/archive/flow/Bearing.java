/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

/**
 * Whether what a partition delivers comes from where reading was told to begin. Not thread-safe.
 *
 * <p>A worker may hand over a batch it still held when reading was told to begin elsewhere; to take that batch would skip
 * what lies between. So the first record that is not the one expected is not believed: reading is told again, and only
 * what comes with a later delivery is an answer.
 */
final class Bearing {

    /** What to do with a record. */
    enum Verdict {
        /** It stands where it should. */
        TAKE,
        /** It stands elsewhere: tell reading again where to begin, and leave the record. */
        ASK_AGAIN,
        /** It comes from the same delivery as one that was not believed: leave it. */
        LEAVE,
        /** Reading began further on, because nothing is left before: take it. */
        TAKE_BEYOND,
        /** Reading began before, although it was told twice: the topic ends before where it was to begin. */
        TOPIC_IS_SHORTER
    }

    private enum State {
        TOLD,
        TOLD_AGAIN,
        ANSWERED,
        TRUSTED
    }

    private final long begin;
    private final long next;
    private State state;

    private Bearing(long begin, long next, State state) {
        this.begin = begin;
        this.next = next;
        this.state = state;
    }

    /** Reading goes on where it was. */
    static Bearing trusted() {
        return new Bearing(0, 0, State.TRUSTED);
    }

    /**
     * Reading was told to begin at {@code begin}.
     *
     * @param next the first offset that is needed, at or after it
     */
    static Bearing told(long begin, long next) {
        return new Bearing(begin, next, State.TOLD);
    }

    Verdict judge(long offset) {
        if (state == State.TRUSTED) {
            return Verdict.TAKE;
        }
        if (offset == begin || offset == next) {
            state = State.TRUSTED;
            return Verdict.TAKE;
        }
        return switch (state) {
            case TOLD -> {
                state = State.TOLD_AGAIN;
                yield Verdict.ASK_AGAIN;
            }
            case TOLD_AGAIN -> Verdict.LEAVE;
            default -> beyond(offset);
        };
    }

    private Verdict beyond(long offset) {
        if (offset < begin) {
            return Verdict.TOPIC_IS_SHORTER;
        }
        state = State.TRUSTED;
        return Verdict.TAKE_BEYOND;
    }

    /** A whole delivery was dealt with: the next one is read from where reading was told to begin. */
    void deliveryEnded() {
        if (state == State.TOLD_AGAIN) {
            state = State.ANSWERED;
        }
    }

    /** Whether a record has come from where reading was to begin, or nothing had to. */
    boolean isTrusted() {
        return state == State.TRUSTED;
    }

    /** Where reading was told to begin. */
    long begin() {
        return begin;
    }
}
