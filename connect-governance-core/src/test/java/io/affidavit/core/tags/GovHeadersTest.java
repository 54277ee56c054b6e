/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;

class GovHeadersTest {

    @Test
    void readsTheLastValueOfAnyTypeAsText() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.RETENTION_CLASS, "1y").addString(GovHeaders.RETENTION_CLASS, "7y");
        headers.addBytes(GovHeaders.REPLAY, "restricted".getBytes(StandardCharsets.UTF_8));
        headers.addBoolean(GovHeaders.LEGAL_HOLD, true);

        assertThat(GovHeaders.text(headers, GovHeaders.RETENTION_CLASS)).isEqualTo("7y");
        assertThat(GovHeaders.text(headers, GovHeaders.REPLAY)).isEqualTo("restricted");
        assertThat(GovHeaders.text(headers, GovHeaders.LEGAL_HOLD)).isEqualTo("true");
        assertThat(GovHeaders.text(headers, GovHeaders.SCHEMA)).isNull();
    }

    @Test
    void seesPresenceWhateverTheValue() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.add(GovHeaders.CONTROL, null, null);

        assertThat(GovHeaders.has(headers, GovHeaders.CONTROL)).isTrue();
        assertThat(GovHeaders.has(headers, GovHeaders.SCHEMA)).isFalse();
    }
}
