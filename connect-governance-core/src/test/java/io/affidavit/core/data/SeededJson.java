/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * JSON from a seed, right and wrong, to hold one reader against another.
 *
 * @param widest fewer members or elements than this has the outermost object or list
 * @param text makes a string, with its quotation marks
 * @param names numbers the names of members
 */
record SeededJson(int widest, Function<SplittableRandom, String> text, Names names) {

    private static final int TEXTS = 200_000;
    private static final int DOCUMENTS = 20_000;

    /** Numbers the name of the member at a place, so that few are repeated. */
    @FunctionalInterface
    interface Names {
        int number(SplittableRandom random, int place);
    }

    /** Holds two readers against each other. */
    @FunctionalInterface
    interface Check {
        /** @return 1 if the reader on trial read the text, 0 if it left it to others */
        int count(String json);
    }

    /** Checks rows of pieces, most of which are no JSON; gives how many were read. */
    static int texts(int seed, String[] pieces, Check check) {
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder json = new StringBuilder();
            for (int piece = random.nextInt(1, 12); piece > 0; piece--) {
                json.append(pieces[random.nextInt(pieces.length)]);
            }
            read += check.count(json.toString());
        }
        return read;
    }

    /** Checks documents, each also with one character replaced; gives how many of the whole ones were read. */
    int documents(int seed, String[] pieces, Check check) {
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            StringBuilder json = new StringBuilder();
            document(json, random, 0);
            read += check.count(json.toString());
            json.setCharAt(random.nextInt(json.length()), pieces[random.nextInt(pieces.length)].charAt(0));
            check.count(json.toString());
        }
        return read;
    }

    private void document(StringBuilder json, SplittableRandom random, int depth) {
        int kind = random.nextInt(depth > 4 ? 3 : 5);
        switch (kind) {
            case 0 -> json.append(text.apply(random));
            case 1 -> json.append(random.nextLong() >> random.nextInt(64));
            case 2 -> json.append(random.nextInt(-9_000, 9_000) / Math.pow(10, random.nextInt(12)));
            default -> {
                json.append(kind == 3 ? '[' : '{');
                int size = random.nextInt(depth == 0 ? widest : 5);
                for (int i = 0; i < size; i++) {
                    json.append(i > 0 ? ", " : "");
                    if (kind == 4) {
                        json.append("\"n").append(names.number(random, i)).append("\": ");
                    }
                    document(json, random, depth + 1);
                }
                json.append(kind == 3 ? ']' : '}');
            }
        }
    }
}
