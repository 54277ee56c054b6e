/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "ai.governance.tool_call.v1, tool_call",
        "ai.governance.own.kind.v1, own.kind",
        "ai.governance..v1,",
        "ai.governance.tool_call,",
        "com.example.tool_call.v1,",
        ","
    })
    void readsTheCategoryFromTheType(String type, String category) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.CE_TYPE, type);

        assertThat(GovHeaders.category(headers)).isEqualTo(category);
        assertThat(category == null || GovHeaders.typeOf(category).equals(type)).isTrue();
    }
}
