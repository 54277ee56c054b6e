/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import java.util.List;

/** What a detector says when asked. Too small a sample is an answer of its own: neither an alert nor a clean bill. */
public sealed interface Assessment permits Alert, Warning, Normal, InsufficientSample {

    /** All figures computed, the deciding one first. */
    List<Statistics> details();
}
