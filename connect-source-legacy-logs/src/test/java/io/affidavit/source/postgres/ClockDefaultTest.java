/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockDefaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "now();6",
                "CURRENT_TIMESTAMP;6",
                "CURRENT_TIMESTAMP(3);3",
                "LOCALTIMESTAMP(0);0",
                "clock_timestamp();6",
                "(now() AT TIME ZONE 'utc'::text);6",
                "timezone('utc'::text, now());6",
                "(now())::timestamp(0) without time zone;0",
                "(EXTRACT(epoch FROM now()))::integer;0",
                "((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint;0",
                "(date_part('epoch'::text, now()) * (1000000)::double precision);0"
            })
    void knowsTheClockAndTheDigitsItKeeps(String expression, int digits) {
        assertThat(ClockDefault.of(expression)).contains(new ClockDefault(digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date_trunc('second'::text, now())",
                "(now() - '01:00:00'::interval)",
                "(now())::date",
                "CURRENT_DATE",
                "date_part('year'::text, now())",
                "(EXTRACT(epoch FROM now()) / (60)::numeric)",
                "my_now()",
                "'now()'::text",
                "'2026-01-01 00:00:00'::timestamp without time zone",
                "nextval('late_id_seq'::regclass)"
            })
    void takesNothingElseForTheClock(String expression) {
        assertThat(ClockDefault.of(expression)).isEmpty();
    }

    @Test
    void hasNoneWithoutDefault() {
        assertThat(ClockDefault.of(null)).isEmpty();
    }
}
