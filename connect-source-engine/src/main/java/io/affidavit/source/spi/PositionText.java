/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

/** How positions of one table are written: as times or as numbers. */
public interface PositionText {

    String format(long position);

    /** @throws IllegalArgumentException if the text is not a position; the message does not repeat it */
    long parse(String text);

    /** What {@link #parse} accepts, for error messages. */
    String expectation();

    /** Microseconds since the epoch, written as {@link MicroTime#iso} writes them. */
    static PositionText times() {
        return new PositionText() {
            @Override
            public String format(long position) {
                return MicroTime.iso(position);
            }

            @Override
            public long parse(String text) {
                return MicroTime.parseIso(text);
            }

            @Override
            public String expectation() {
                return "a UTC time with microseconds, like 2026-01-02T03:04:05.123456Z";
            }
        };
    }

    /** Numbers as they are. */
    static PositionText numbers() {
        return new PositionText() {
            @Override
            public String format(long position) {
                return Long.toString(position);
            }

            @Override
            public long parse(String text) {
                return Long.parseLong(text);
            }

            @Override
            public String expectation() {
                return "a whole number";
            }
        };
    }
}
