/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.receipts;

import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.cli.output.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record is in Kafka.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
record RecordPlace(String topic, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,249}):(\\d{1,9}):(\\d{1,18})");

    /**
     * Reads {@code topic:partition:offset}.
     *
     * @throws Failure when it is not of this form
     */
    static RecordPlace parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Failure("Cannot look for record " + text + ": name it as topic:partition:offset.");
        }
        return new RecordPlace(form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3)));
    }

    boolean isIn(OffsetRange range) {
        return range.topic().equals(topic)
                && range.partition() == partition
                && range.from() <= offset
                && offset < range.to();
    }

    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
