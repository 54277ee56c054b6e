/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's default that is the database's clock, read no earlier than the start of the writing transaction, but for a
 * loss of digits. Anything else done to the clock, such as {@code date_trunc} or a subtraction, may lie before that.
 *
 * @param digits of the fraction of a second that are sure to be kept, 0 to 6
 */
record ClockDefault(int digits) {

    static final int MOST_DIGITS = 6;

    private static final String CLOCK =
            "(?:now\\(\\)|(?:transaction|statement|clock)_timestamp\\(\\)|(?:current_timestamp|localtimestamp)(?:\\(\\d\\))?)";
    private static final String TYPE =
            "(?:timestamp(?:\\(\\d\\))? with(?:out)? time zone|smallint|integer|bigint|numeric|double precision)";

    /** All that may stand around a clock, as the server writes expressions. */
    private static final Pattern HARMLESS = Pattern.compile("(?i)(?:" + CLOCK + "|::" + TYPE
            + "|timezone\\('[^']*'::text,|at time zone '[^']*'::text"
            + "|extract\\(epoch from|date_part\\('epoch'::text,|floor|ceil|ceiling|round|trunc"
            + "|\\* (?:\\(1(?:000){1,3}\\)|1(?:000){1,3})|[() ])+");

    private static final Pattern HAS_CLOCK = Pattern.compile("(?i)\\b" + CLOCK);
    private static final Pattern DIGITS = Pattern.compile("(?i)timestamp\\((\\d)\\)");
    private static final Pattern COUNTED = Pattern.compile("(?i)epoch");

    /** @param expression of the column, as the server writes it; may be null */
    static Optional<ClockDefault> of(String expression) {
        if (expression == null
                || !HARMLESS.matcher(expression).matches()
                || !HAS_CLOCK.matcher(expression).find()) {
            return Optional.empty();
        }
        // a number may have been cut to seconds before it was multiplied
        int digits = COUNTED.matcher(expression).find() ? 0 : MOST_DIGITS;
        Matcher precision = DIGITS.matcher(expression);
        while (precision.find()) {
            digits = Math.min(digits, Integer.parseInt(precision.group(1)));
        }
        return Optional.of(new ClockDefault(digits));
    }
}
