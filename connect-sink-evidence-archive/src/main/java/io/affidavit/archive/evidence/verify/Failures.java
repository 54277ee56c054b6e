/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

/** Names of failures: messages of readers and stores may quote what they read, so only the class is told. */
final class Failures {

    private Failures() {}

    static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
