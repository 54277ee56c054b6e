/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

/** Where a record goes. */
public enum Destination {
    /** On, to those who read the governed topic. */
    ALLOWED,
    /** Aside, until people release it or it expires. */
    QUARANTINE,
    /** To people, who decide. */
    ESCALATE
}
