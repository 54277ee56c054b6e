/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

/** The language of one kind of receiver. */
interface Format {

    /** The JSON to post for a message. */
    String body(Message message);
}
