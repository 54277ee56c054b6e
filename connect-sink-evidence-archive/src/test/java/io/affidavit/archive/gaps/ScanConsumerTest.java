/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScanConsumerTest {

    private static final String SERVERS = "archive.gaps.bootstrap.servers";

    @Test
    void seesWhatTheConnectorsConsumerSees() {
        assertThat(ScanConsumer.properties(
                        Map.of(SERVERS, "b:1", "consumer.override.isolation.level", "read_committed")))
                .containsEntry("isolation.level", "read_committed");
        assertThat(ScanConsumer.properties(Map.of(SERVERS, "b:1")))
                .containsEntry("isolation.level", "read_uncommitted");
    }

    @Test
    void takesWhatIsConfiguredButNothingItsVerdictRestsOn() {
        Map<String, Object> properties = ScanConsumer.properties(Map.of(
                SERVERS,
                "b:1",
                "archive.gaps.consumer.security.protocol",
                "SSL",
                "archive.gaps.consumer.group.id",
                "stolen",
                "archive.gaps.consumer.enable.auto.commit",
                "true",
                "archive.gaps.consumer.auto.offset.reset",
                "latest"));

        assertThat(properties)
                .containsEntry("bootstrap.servers", "b:1")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .doesNotContainKey("group.id");
    }

    @Test
    void namesTheKeyAtFault() {
        assertThat(ScanConsumer.faults(Map.of("archive.gaps.consumer.security.protocol", "SSL")))
                .containsOnlyKeys("archive.gaps.consumer.security.protocol");
        assertThat(ScanConsumer.faults(Map.of(SERVERS, "b:1", "archive.gaps.consumer.security.protocol", "TELNET")))
                .containsOnlyKeys("archive.gaps.consumer.security.protocol");
        assertThat(ScanConsumer.faults(Map.of(SERVERS, "b:1"))).isEmpty();
        assertThat(ScanConsumer.faults(Map.of())).isEmpty();
    }
}
