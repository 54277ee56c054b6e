/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.spi.StoreException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbFailuresTest {

    @ParameterizedTest(name = "SQLState {0}, error {1}")
    @CsvSource({
        "08S01,0,true,cannot be reached",
        "S1000,0,true,cannot be reached",
        "S1000,1366,false,error 1366",
        "HY000,3024,true,source.statement.timeout",
        "70100,1969,true,source.statement.timeout",
        "HY000,4031,true,error 4031",
        "40001,1213,true,error 1213",
        "42S22,1054,false,A column does not exist any more",
        "28000,1045,false,The user or password is refused",
    })
    void triesAgainWhatMayPassAndSaysWhatHelps(String state, int code, boolean retriable, String advice) {
        StoreException failure = MariaDbFailures.of(new SQLException("secret-canary", state, code), "read table logs");
        assertThat(failure.isRetriable()).isEqualTo(retriable);
        assertThat(failure).hasMessageContaining(advice).hasMessageNotContaining("canary");
    }
}
