/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ControlRecordsTest {

    /** Connect finds an offset by the bytes of its partition: in another order nothing would be found after a restart. */
    @Test
    void namesItsLogInTheSameBytesInEveryProcess() {
        UUID uuid = UUID.fromString("0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001");

        ControlRecords records = new ControlRecords("evidence.events", uuid, "control", 1_000, Clock.systemUTC());

        assertThat(JsonText.write(records.partition()))
                .isEqualTo("{\"table\":\"evidence.events\",\"uuid\":\"0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001\"}");
    }
}
