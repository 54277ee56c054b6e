/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;

class RepeatedHeaderTest {

    private final RepeatedHeader header = new RepeatedHeader("gov.owner");

    @Test
    void addsWhatConnectWouldMake() {
        for (String text : new String[] {"a", "a", "b", "a"}) {
            // Given
            ConnectHeaders headers = new ConnectHeaders();

            // When
            header.add(headers, text);

            // Then
            assertThat(headers).isEqualTo(new ConnectHeaders().add("gov.owner", text, Schema.STRING_SCHEMA));
        }
    }

    @Test
    void leavesHeadersThatHaveItAloneWhereOthersAreChanged() {
        // Given
        ConnectHeaders first = new ConnectHeaders();
        ConnectHeaders second = new ConnectHeaders();
        header.add(first, "a");
        header.add(second, "a");

        // When
        first.remove("gov.owner");

        // Then
        assertThat(GovHeaders.text(second, "gov.owner")).isEqualTo("a");
    }
}
