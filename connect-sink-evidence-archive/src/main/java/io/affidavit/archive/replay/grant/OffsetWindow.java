/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some offsets of one source partition, in text {@code topic-partition:from-to}.
 *
 * @param topic that the records were archived from
 * @param from first offset
 * @param to offset after the last one
 */
public record OffsetWindow(String topic, int partition, long from, long to) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9._-]{1,249})-(\\d{1,9}):(\\d{1,15})-(\\d{1,15})");

    public OffsetWindow {
        Objects.requireNonNull(topic, "topic");
        if (partition < 0 || from < 0 || to <= from) {
            throw new InvalidGrantException("offsets of " + topic + "-" + partition
                    + " are not a range. Give a first one, and a later one that is not replayed any more.");
        }
    }

    /** @throws InvalidGrantException when the text names no offsets */
    public static OffsetWindow parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidGrantException("a range of offsets is not of the form topic-partition:from-to.");
        }
        return new OffsetWindow(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)));
    }

    /** The text it can be read from. */
    @Override
    public String toString() {
        return topic + "-" + partition + ":" + from + "-" + to;
    }
}
