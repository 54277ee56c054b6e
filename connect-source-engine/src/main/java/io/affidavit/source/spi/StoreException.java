/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

/**
 * A store could not answer. The message never holds row content, and there is no cause on purpose: driver messages may
 * quote values.
 */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean retriable;

    private StoreException(String message, boolean retriable) {
        super(message);
        this.retriable = retriable;
    }

    /** The same request may succeed later, on a new connection. */
    public static StoreException retriable(String message) {
        return new StoreException(message, true);
    }

    /** Repeating the request cannot help: somebody must act. */
    public static StoreException fatal(String message) {
        return new StoreException(message, false);
    }

    public boolean isRetriable() {
        return retriable;
    }
}
