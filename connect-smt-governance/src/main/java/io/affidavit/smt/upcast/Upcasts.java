/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.smt.version.SchemaVersion;
import java.util.List;

/** The ways from every accepted version to the target. Safe for many threads. */
public final class Upcasts {

    private final SchemaVersion target;
    private final Upcast[] upcasts;

    Upcasts(SchemaVersion target, List<Upcast> upcasts) {
        this.target = target;
        this.upcasts = upcasts.toArray(Upcast[]::new);
    }

    public SchemaVersion target() {
        return target;
    }

    /** The way from an accepted version, or null for the target itself. */
    public Upcast from(SchemaVersion version) {
        for (Upcast upcast : upcasts) {
            if (upcast.from().contains(version)) {
                return upcast;
            }
        }
        return null;
    }
}
