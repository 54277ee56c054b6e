/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows of a preset become events from MySQL too; its tables have computed columns, which came with version 5.7. */
@ExtendWith(MySqlServer.class)
class MySqlPresetIT {

    @Test
    void readsMlflow(InnoDbDatabase database) {
        PresetEventsIT.readsMlflowOfInnoDb(database);
    }
}
