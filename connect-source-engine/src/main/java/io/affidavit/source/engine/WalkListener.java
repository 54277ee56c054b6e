/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

/** Told of a walk's progress, for metrics. Called on the reading thread. */
public interface WalkListener {

    /** The window has been read to its end and can gain no row. */
    void windowDone(long window);

    /** The bound below which rows are read has moved. */
    void boundMoved(long bound);
}
