/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.core.config.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Keys that are shown together, under one heading. */
record KeyGroup(String title) {

    ConfigKey.Builder key(ConfigKey.Builder builder, String displayName, Importance importance) {
        return builder.group(title).displayName(displayName).importance(importance);
    }
}
