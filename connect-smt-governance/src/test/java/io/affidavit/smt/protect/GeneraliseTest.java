/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.seal.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneraliseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1985-03-12|1985-03|1985",
                "1985/3/12|1985-03|1985",
                "1985-03-12T08:15:00Z|1985-03|1985",
                "19850312|1985-03|1985",
                "31.12.1985|1985-12|1985",
                "12/31/1985|1985-12|1985",
                "05/05/1985|1985-05|1985",
                "03/12/1985|1985|1985",
                "12 March 1985|1985-03|1985",
                "March 12th, 1985|1985-03|1985",
                "12th of Sept 1985|1985-09|1985",
                "Mar 1985|1985-03|1985",
                "12 mars 1985|1985|1985",
                "1985-13-12|1985|1985",
                "12.3.85|[BIRTH_DATE]|[BIRTH_DATE]",
                "thirty-one|[BIRTH_DATE]|[BIRTH_DATE]"
            })
    void cutsDatesOfBirth(String date, String month, String year) {
        assertThat(general(date, Labels.BIRTH_DATE, false)).isEqualTo(month);
        assertThat(general(date, Labels.BIRTH_DATE, true)).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9|203.0.113.0/24",
                "203.0.113.0/26|203.0.113.0/24",
                "10.77.0.0/12|10.64.0.0/12",
                "0.0.0.0/0|0.0.0.0/0",
                "2001:db8:1:2:3:4:5:6|2001:db8:1::/48",
                "2001:db8::1|2001:db8:0::/48",
                "2001:db8:ffff::/40|2001:db8:ff00::/40",
                "::ffff:203.0.113.9|203.0.113.0/24",
                "::1|0:0:0::/48",
                "203.0.113.9:8080|[IP]",
                "fe80::1%eth0|[IP]",
                "300.1.1.1|[IP]",
                "12:30|[IP]",
                "host:name|[IP]"
            })
    void keepsTheNetworkOfAddresses(String address, String network) {
        assertThat(general(address, Labels.IP, false)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "37|30",
                "30|30",
                "9|0",
                "-1|-10",
                "12.75|10",
                "1.0E10|10000000000",
                "8675309000000001|8675309000000000",
                "2026-05-17T09:10:00Z|2026-05",
                "203.0.113.9|203.0.113.0/24",
                "01234|[FIELD]",
                "1E99999|[FIELD]",
                "room 1985|[FIELD]",
                "ada@example.org|[FIELD]",
                "NaN|[FIELD]"
            })
    void roundsWholeFields(String content, String general) {
        assertThat(general(content, Labels.FIELD, false)).isEqualTo(general);
    }

    @Test
    void redactsWhatHasNoGeneralForm() {
        assertThat(general("ada@example.org", Labels.EMAIL, false)).isEqualTo("[EMAIL]");
        assertThat(general("4111111111111111", Labels.CARD, false)).isEqualTo("[CARD]");
        assertThat(general("1".repeat(1_000_000), Labels.FIELD, false)).isEqualTo("[FIELD]");
    }

    private static String general(String content, Label label, boolean years) {
        StringBuilder out = new StringBuilder();
        new Generalise(years, 10)
                .write(("<" + content + ">").toCharArray(), 1, content.length() + 1, label, new Owner("", ""), out);
        return out.toString();
    }
}
