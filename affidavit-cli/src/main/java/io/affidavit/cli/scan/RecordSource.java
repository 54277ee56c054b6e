/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import java.util.function.Consumer;

/** Where records are sampled from. */
interface RecordSource {

    /** As the user names it. */
    String name();

    /**
     * Hands over the records of a sample.
     *
     * @return whether these were all there are
     * @throws io.affidavit.cli.output.Failure if they cannot be read
     */
    boolean read(Sample sample, Consumer<Sampled> records);
}
