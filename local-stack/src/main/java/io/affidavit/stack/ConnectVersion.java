/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

/** The Connect worker versions we test on. */
public enum ConnectVersion {
    /** The oldest supported. */
    V4_1_0("4.1.0", "connect-4.1.0"),
    /** The newest whose runtime is published. */
    V4_3_1("4.3.1", "kafka-4.3.1");

    private final String text;
    private final String runtime;

    ConnectVersion(String text, String runtime) {
        this.text = text;
        this.runtime = runtime;
    }

    String runtime() {
        return runtime;
    }

    @Override
    public String toString() {
        return text;
    }
}
