/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import java.util.function.Consumer;

/** Shows all events of both paths, as often as it is asked to. */
@FunctionalInterface
interface EventReader {

    /** @param events told of each event, or of null for a record that is none */
    void read(Consumer<PairedEvent> events);
}
