/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.emit;

import java.util.Objects;

/**
 * Where rows come from, as events name it.
 *
 * @param keyId id of the key under which rows are hashed
 */
public record Origin(String system, String instance, String entity, String keyId) {

    public Origin {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(keyId, "keyId");
    }

    /** The {@code source} field of offset partitions. */
    public String partitionSource() {
        return system + "/" + instance;
    }
}
