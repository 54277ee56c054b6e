/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.policy.Severity;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What is new about an incident, compared with what was told before.
 *
 * @param before the severity that was told; empty where nothing was
 */
record Change(Kind kind, Optional<Severity> before) {

    Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
    }

    enum Kind {
        OPENED,
        SEVERITY,
        RESOLVED,
        NOTED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
