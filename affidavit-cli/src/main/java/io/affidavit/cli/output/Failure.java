/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.output;

import java.util.ArrayList;
import java.util.List;

/** A command that could not do its work, with a message that is safe to print. */
public final class Failure extends RuntimeException {

    /** Exit code of a command that failed. */
    public static final int EXIT_CODE = 2;

    private static final long serialVersionUID = 1L;

    /** @param message what could not be done, and what to do; printed as it is */
    public Failure(String message) {
        super(message);
    }

    /**
     * Wraps what a library threw. Only class names are told: messages of drivers and stores may hold addresses with
     * passwords, or content.
     *
     * @param what what could not be done, such as {@code Cannot open catalog}
     * @param advice what to do about it
     */
    public static Failure of(String what, Throwable cause, String advice) {
        return new Failure(what + ": " + names(cause) + ". " + advice);
    }

    /** Returns what to print of any exception. */
    public static String message(Throwable failure) {
        return failure instanceof Failure ? failure.getMessage() : "Cannot finish: " + names(failure) + ".";
    }

    private static String names(Throwable failure) {
        List<String> names = new ArrayList<>();
        for (Throwable next = failure; next != null && names.size() < 5; next = next.getCause()) {
            names.add(next.getClass().getSimpleName());
        }
        return String.join(", caused by ", names);
    }
}
