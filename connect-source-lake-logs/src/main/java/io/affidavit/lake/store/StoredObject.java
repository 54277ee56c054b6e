/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import java.util.Objects;

/**
 * An object as a store lists it.
 *
 * @param key below the location, with slashes
 * @param version changes with the content: the ETag of S3
 * @param size in bytes
 * @param modifiedMicros when it was last written, by the store's clock, in microseconds since the epoch
 */
public record StoredObject(String key, String version, long size, long modifiedMicros) {

    public StoredObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(version, "version");
    }
}
