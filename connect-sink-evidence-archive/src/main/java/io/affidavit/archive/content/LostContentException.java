/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import org.apache.kafka.connect.errors.ConnectException;

/** Reading on would pass over a text for ever: somebody has to decide. */
public final class LostContentException extends ConnectException {

    private static final long serialVersionUID = 1L;

    LostContentException(String message) {
        super(message);
    }
}
