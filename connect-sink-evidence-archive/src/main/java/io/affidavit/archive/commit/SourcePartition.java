/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.util.Objects;

/**
 * One history of offsets.
 *
 * @param lineage which life of the topic the offsets count in; a recreated topic needs another
 * @param topic name before any transform
 */
public record SourcePartition(String lineage, String topic, int partition) {

    public SourcePartition {
        Objects.requireNonNull(lineage, "lineage");
        Objects.requireNonNull(topic, "topic");
    }
}
