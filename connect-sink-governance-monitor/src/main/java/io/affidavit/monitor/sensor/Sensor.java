/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;

/** A detector in one scope: given records one by one, asked about windows when they are over. */
public interface Sensor {

    /** Takes a record into the window that begins at {@code start} and is not over. */
    Taken take(Event event, long start);

    /**
     * What the latest record led to, where that can be told before its window is over; null where it led to nothing. The
     * assessment of the window then is an alert too.
     */
    default Assessment sudden() {
        return null;
    }

    /** Whether windows without records are to be closed too. */
    default boolean wantsEmptyWindows() {
        return false;
    }

    /** Closes a window. Windows close in order of time; each that had a record does. */
    Assessment close(long start);

    /** Appends the state. */
    void save(StateWriter writer);

    /** Takes over a state that a sensor of the same definition saved; called before any record. */
    void load(StateReader reader);
}
