/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the subject that stays, because it is held.
 *
 * @param file its path
 * @param row its position there, from 0
 * @param holds ids of the holds that are about it, or may be; empty where only its source's tag holds it
 * @param source where it came from; empty in a table that does not say
 */
public record HeldRow(String file, long row, List<String> holds, Optional<Source> source) {

    /** Coordinates of a record in Kafka. */
    public record Source(String topic, int partition, long offset) {

        public Source {
            Objects.requireNonNull(topic, "topic");
        }
    }

    public HeldRow {
        Objects.requireNonNull(file, "file");
        holds = List.copyOf(holds);
        Objects.requireNonNull(source, "source");
    }
}
