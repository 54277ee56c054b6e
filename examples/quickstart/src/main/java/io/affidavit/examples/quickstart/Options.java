/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

/**
 * What the user asked for.
 *
 * @param rows how many rows the log table gets
 * @param seed what they are made from
 * @param keep whether everything stays up at the end, until the user ends it
 */
record Options(int rows, long seed, boolean keep) {
    static final String USAGE = """
            Usage: examples/quickstart/run [--rows N] [--seed N] [--keep]
              --rows N   rows in the log table, at least 1,000 (default 50,000)
              --seed N   other rows (default 1)
              --keep     leave everything running at the end, until Ctrl-C\
            """;

    private static final int FEWEST_ROWS = 1_000;

    Options {
        if (rows < FEWEST_ROWS) {
            throw new IllegalArgumentException("Cannot run with --rows " + rows + ": at least " + FEWEST_ROWS);
        }
    }

    /** @throws IllegalArgumentException with a message for the user */
    static Options parse(String... arguments) {
        int rows = 50_000;
        long seed = 1;
        boolean keep = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--rows" -> rows = (int) number(arguments, ++i, Integer.MAX_VALUE);
                case "--seed" -> seed = number(arguments, ++i, Long.MAX_VALUE);
                case "--keep" -> keep = true;
                default -> throw new IllegalArgumentException("Cannot understand " + arguments[i]);
            }
        }
        return new Options(rows, seed, keep);
    }

    private static long number(String[] arguments, int index, long most) {
        String option = arguments[index - 1];
        try {
            long number = Long.parseLong(arguments[index].replace(",", ""));
            if (number <= most) {
                return number;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // told below
        }
        throw new IllegalArgumentException("Cannot understand " + option + ": it takes a whole number");
    }
}
