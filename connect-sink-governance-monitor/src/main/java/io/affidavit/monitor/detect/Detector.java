/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/**
 * What every detector can do with its state: write it, forget it, say how large it may become.
 *
 * <p>A detector is a deterministic function of its configuration and the calls it received: two of one class with equal
 * configuration that saw the same calls write equal bytes, whether or not one of them was saved and restored on the way.
 * Each class has a {@code static restore(Config, StateReader)} beside its constructor. Detectors are not thread-safe.
 */
public interface Detector {

    /** Appends the state, without the configuration, in a versioned form. */
    void save(StateWriter writer);

    /** Forgets everything seen, except how many inputs were refused. */
    void reset();

    /** How many inputs were refused because they are no number that can be counted (NaN, infinite, out of range). */
    long refused();

    /** Upper bound of what {@link #save} writes under this configuration, in bytes. */
    long stateBytes();
}
