/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

/**
 * What the user asked for.
 *
 * @param rows how many rows the example makes
 * @param seed what they are made from
 * @param keep whether everything stays up at the end, until the user ends it
 */
public record Options(int rows, long seed, boolean keep) {

    /**
     * What an example takes, and what it takes where nothing is said.
     *
     * @param command how it is called
     * @param rows what the rows are
     * @param fewest the smallest number of rows that shows something
     * @param usual rows where the user names no number
     */
    public record Usage(String command, String rows, int fewest, int usual) {

        /** For people who used it wrongly. */
        public String text() {
            return """
                    Usage: %s [--rows N] [--seed N] [--keep]
                      --rows N   %s, at least %,d (default %,d)
                      --seed N   other rows (default 1)
                      --keep     leave everything running at the end, until Ctrl-C\
                    """.formatted(command, rows, fewest, usual);
        }
    }

    /** @throws IllegalArgumentException with a message for the user */
    public static Options parse(Usage usage, String... arguments) {
        int rows = usage.usual();
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
        if (rows < usage.fewest()) {
            throw new IllegalArgumentException("Cannot run with --rows " + rows + ": at least " + usage.fewest());
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
