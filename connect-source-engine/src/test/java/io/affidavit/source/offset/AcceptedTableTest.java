/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptedTableTest {

    @Test
    void namesTheStoresOwnKeyAndTheTableFound() {
        assertThat(AcceptedTable.of("source.table.oid", null).advice(7)).contains("set source.table.oid=7;");
    }

    @Test
    void namesNoKeyThatTheStoreDoesNotHave() {
        assertThat(AcceptedTable.NONE.advice(7)).doesNotContain("source.").contains("delete the connector's offsets");
    }

    @Test
    void isTheConfiguredTableAndNoOther() {
        assertThat(AcceptedTable.of("key", 7L).is(7)).isTrue();
        assertThat(AcceptedTable.of("key", 7L).is(8)).isFalse();
        assertThat(AcceptedTable.of("key", null).is(7)).isFalse();
        assertThat(AcceptedTable.NONE.is(0)).isFalse();
    }
}
