/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.testing.Golden;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentJsonTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/incident");

    static Stream<Arguments> incidents() {
        return Stream.of(
                argumentSet("open", "open", Incidents.open()),
                argumentSet("resolved", "resolved", Incidents.resolved()),
                argumentSet("note", "note", Incidents.note()));
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void writesTheSameBytesForEver(String name, Incident incident) {
        Golden.assertMatches(GOLDEN.resolve(name + ".json"), IncidentJson.write(incident));
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void readsWhatItWrote(String name, Incident incident) {
        assertThat(IncidentJson.read(IncidentJson.write(incident))).isEqualTo(incident);
    }

    @Test
    void passesOverMembersOfLaterVersions() {
        String json = new String(IncidentJson.write(Incidents.open()), StandardCharsets.UTF_8);

        assertThat(IncidentJson.read(JsonText.parse(json.replaceFirst("\\{", "{\"later\":[1],"))))
                .isEqualTo(Incidents.open());
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("no object", "[]"),
                argumentSet("no schema", "{}"),
                argumentSet("another schema", "{\"schema\":\"secret-canary\"}"),
                argumentSet("a wrong type", "{\"schema\":\"" + IncidentJson.SCHEMA + "\",\"id\":7}"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesWhatIsNoIncidentWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> IncidentJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("no incident")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }
}
