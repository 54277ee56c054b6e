/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

/** Kinds of incidents that are about the monitoring itself and not about what it watches. */
public final class Kinds {

    /** Records are gone from the log before they were seen. */
    public static final String GAP = "evidence.gap";
    /** State began anew, because the monitor's definition or the offsets were changed. */
    public static final String BASELINE = "baseline.reset";
    /** More scopes than the state may hold; those beyond are not watched. */
    public static final String OVERFLOW = "scope.overflow";
    /** One scope is in several partitions, so that no state sees all of it. */
    public static final String SPANNING = "scope.spans.partitions";

    private Kinds() {}
}
