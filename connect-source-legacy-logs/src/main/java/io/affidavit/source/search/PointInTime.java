/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A frozen view of the indices, known to the store by an identifier that may change with every answer. */
final class PointInTime {

    private final Duration keepAlive;
    private String id;

    PointInTime(String id, Duration keepAlive) {
        this.id = Objects.requireNonNull(id, "id");
        this.keepAlive = keepAlive;
    }

    String id() {
        return id;
    }

    /** The newest identifier is the one to use and to close. */
    void renew(String newest) {
        if (newest != null) {
            id = newest;
        }
    }

    /** As searches name it. */
    Map<String, Object> toMap() {
        return Map.of("id", id, "keep_alive", keepAlive.toMillis() + "ms");
    }
}
