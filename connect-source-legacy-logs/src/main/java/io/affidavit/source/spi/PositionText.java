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
}
