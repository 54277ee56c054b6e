/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

/** The closed set of types a contract field may have. */
public enum FieldType {
    STRING,
    INT64,
    FLOAT64,
    BOOLEAN,
    STRING_LIST,
    STRING_MAP,
    /** Milliseconds since the epoch, UTC. */
    TIMESTAMP_MS,
    STRUCT
}
