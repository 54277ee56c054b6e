/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.ArrayList;
import java.util.List;

/** A key service that is not there or did not do what it was asked. Holds class names, nothing that anyone said. */
public final class KeyServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMES = 5;

    /** @param message the end of a sentence and what to do, safe to print */
    KeyServiceException(String message) {
        super(message);
    }

    /** @param doing what the service did not do; of the failure only the classes are told */
    static KeyServiceException of(String doing, Throwable failure) {
        List<String> names = new ArrayList<>();
        for (Throwable next = failure; next != null && names.size() < MOST_NAMES; next = next.getCause()) {
            names.add(next.getClass().getSimpleName());
        }
        return new KeyServiceException("the key service did not " + doing + " (" + String.join(", caused by ", names)
                + "). Check that it is reached, that the key is enabled, and that the credentials may use it.");
    }
}
