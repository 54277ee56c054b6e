/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.lock.LockMode;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the archive that say how the store locks what is archived. */
public final class LockKeys {

    public static final String MODE = "archive.lock.mode";
    public static final String PERIOD = "archive.lock.period";

    private static final String GROUP = "Locks";

    private LockKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                ConfigKey.string(MODE)
                        .group(GROUP)
                        .displayName("Object Lock")
                        .importance(Importance.MEDIUM)
                        .width(Width.SHORT)
                        .doc(
                                "How the store locks data files and statements (S3 Object Lock; the bucket must have been created"
                                        + " with it). none: anyone who may delete objects can delete them. governance: only"
                                        + " whoever may bypass locks can, so that a request for erasure can still be met."
                                        + " compliance: nobody can before the lock ends, so that nothing can be erased before"
                                        + " either. A commit counts only when the store has confirmed the locks of its files.")
                        .defaultValue(LockMode.NONE.text())
                        .validator(Checks.oneOf(LockMode.texts()))
                        .recommends((Object[]) LockMode.texts())
                        .build(),
                ConfigKey.string(PERIOD)
                        .group(GROUP)
                        .displayName("Lock period")
                        .importance(Importance.MEDIUM)
                        .width(Width.SHORT)
                        .doc(
                                "For how long from its commit on a file is locked, such as 30d. Longer than the shortest retention"
                                        + " of the table means that records outlive it: nothing can be deleted while it is locked."
                                        + " The keeper locks a file again for as long when half of it is left, never beyond its"
                                        + " retention, and what it sealed for all of that.")
                        .defaultValue("30d")
                        .validator(Checks.duration())
                        .build());
    }
}
