/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.Objects;

/** Which rows are meant: those of one table of one installation of one system. */
record Origin(String system, String instance, String entity) {

    Origin {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(entity, "entity");
    }

    boolean is(String otherSystem, String otherInstance, String otherEntity) {
        return system.equals(otherSystem) && instance.equals(otherInstance) && entity.equals(otherEntity);
    }
}
