/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

/** One named measurement. */
interface Benchmark {

    /** Measures and returns what to print; may take minutes, and says on standard error what it is doing. */
    Result run() throws Exception;
}
