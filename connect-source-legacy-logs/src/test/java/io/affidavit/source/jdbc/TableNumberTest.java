/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableNumberTest {

    @Test
    void writesNamesAsTheServersFilesHaveThem() {
        assertThat(TableNumber.fileName("trace_info2")).contains("trace_info2");
        assertThat(TableNumber.fileName("My logs-$")).contains("My@0020logs@002d@0024");
        assertThat(TableNumber.fileName("größe")).isEmpty();
    }
}
