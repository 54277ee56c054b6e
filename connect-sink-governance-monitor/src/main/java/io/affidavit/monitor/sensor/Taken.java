/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

/** What became of a record that a detector was given. */
public enum Taken {
    /** It lacks what the detector reads, or holds no usable value there. */
    UNUSABLE,
    /** It counts. */
    COUNTED,
    /** It counts and is of the kind that a finding is about: an unfavourable outcome, a call without approval. */
    TELLING
}
