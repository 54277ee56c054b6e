/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

/** Bytes that are no state of the detector that reads them. The message never holds what they hold. */
public final class StateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateException(String detail) {
        super("Cannot restore detector: " + detail + ". Start it from a fresh baseline.");
    }
}
