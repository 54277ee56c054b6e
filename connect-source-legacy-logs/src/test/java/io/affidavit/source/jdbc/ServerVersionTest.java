/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.11.6-MariaDB-0+deb12u1,SET SESSION max_statement_time = 1.5,false",
        "5.5.5-11.4.2-MariaDB,SET SESSION max_statement_time = 1.5,false",
        "5.6.24,,false",
        "5.7.7-rc,,false",
        "5.7.8-rc,SET SESSION max_execution_time = 1500,false",
        "5.7.44-log,SET SESSION max_execution_time = 1500,false",
        "8.0.36-28,SET SESSION max_execution_time = 1500,true",
        "8.0.mysql_aurora.3.05.2,SET SESSION max_execution_time = 1500,true",
        "9.7.4-2,SET SESSION max_execution_time = 1500,true",
        "26.10.0,SET SESSION max_execution_time = 1500,true",
        "unreadable,,false",
    })
    void knowsWhatAServerUnderstands(String text, String timeout, boolean dictionary) {
        ServerVersion version = ServerVersion.parse(text);
        assertThat(version.statementTimeout(1500).orElse(null)).isEqualTo(timeout);
        assertThat(version.hasDataDictionary()).isEqualTo(dictionary);
    }
}
