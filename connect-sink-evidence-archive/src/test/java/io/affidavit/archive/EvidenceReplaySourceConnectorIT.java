/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.archive.replay.grant.Masking;
import io.affidavit.archive.replay.grant.ReplayGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceReplaySourceConnectorIT {

    @TempDir
    private Path directory;

    private final ArchiveHarness.TickingClock clock = new ArchiveHarness.TickingClock(ArchiveHarness.NOW);
    private UUID table;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        trust = Files.writeString(directory.resolve("trust.pem"), ReplayConfigs.trustFile());
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            for (long offset = 0; offset < 20; offset++) {
                Struct event = Events.struct(offset);
                archive.put(Events.record(
                        0,
                        offset,
                        event.put(
                                "lifecycle",
                                new Struct(event.schema().field("lifecycle").schema())
                                        .put("replay_permission", "auditors"))));
            }
            archive.commit();
            table = archive.table().uuid();
        }
    }

    @Test
    void takesWhatWasGranted() {
        assertThat(faults(Grants.request(), config -> {})).isEmpty();
    }

    @Test
    void takesAGrantFromAFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("grant.json"),
                Grants.request().table("evidence.events", table).approve().json());

        assertThat(faults(Grants.request(), config -> config.put("replay.grant", file.toString())))
                .isEmpty();
    }

    static Stream<Arguments> faults() {
        String unapproved = Grants.request().sign().json();
        return Stream.of(
                argumentSet("no grant", set("replay.grant", null), "replay.grant"),
                argumentSet("no file", set("replay.grant", "/nowhere/grant.json"), "replay.grant"),
                argumentSet("not approved", set("replay.grant", unapproved), "replay.grant"),
                argumentSet("no trusted keys", set("replay.trust.keys", null), "replay.trust.keys"),
                argumentSet("no file of keys", set("replay.trust.keys", "/nowhere/a.pem"), "replay.trust.keys"),
                argumentSet("another topic", set("replay.topic", "mine"), "replay.topic"),
                argumentSet("another table", set("replay.table", "evidence.others"), "replay.table"),
                argumentSet("another connector", set("name", "replay-too"), "name"),
                argumentSet("a transform", set("transforms", "reveal"), "transforms"),
                argumentSet("a misspelt key", set("replay.topics", "a"), "replay.topics"),
                argumentSet(
                        "no promise of one host",
                        set("archive.catalog.embedded.single.host", "false"),
                        "archive.catalog.embedded.single.host"),
                argumentSet(
                        "another catalog",
                        set("archive.embedded.directory", "/tmp/affidavit-there-is-none/x"),
                        "replay.table"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheKey(Consumer<Map<String, String>> change, String key) {
        assertThat(faults(Grants.request(), change)).containsOnlyKeys(key);
    }

    @Test
    void refusesGrantsOutsideTheirTime() {
        moveTo(Grants.END);
        assertThat(faults(Grants.request(), config -> {}).get("replay.grant"))
                .singleElement()
                .asString()
                .contains("it expired at");
        moveTo(Grants.BEGIN.minusMillis(1));
        assertThat(faults(Grants.request(), config -> {}).get("replay.grant"))
                .singleElement()
                .asString()
                .contains("it does not begin before");
    }

    @Test
    void refusesGrantsOfUntrustedKeys() throws IOException {
        Files.writeString(trust, Grants.REQUESTER.verificationKey().toPem());

        assertThat(faults(Grants.request(), config -> {})).containsOnlyKeys("replay.grant");
    }

    @Test
    void refusesTablesMadeLaterUnderTheName() {
        assertThat(faults(
                        Grants.request()
                                .table("evidence.events", new UUID(4, 5))
                                .approve(),
                        config -> {}))
                .containsOnlyKeys("replay.table");
    }

    @Test
    void refusesScopesOverTheBudget() {
        assertThat(faults(Grants.request().budget(19, 1_000_000), config -> {}).get("replay.grant"))
                .singleElement()
                .asString()
                .contains("its scope holds more than the 19 records");
        assertThat(faults(Grants.request().budget(20, 1_000_000), config -> {})).isEmpty();
    }

    @Test
    void refusesPredicatesThatTheTableCannotAnswer() {
        assertThat(faults(Grants.request().where("tenant = 'acme'"), config -> {})
                        .get("replay.grant"))
                .singleElement()
                .asString()
                .contains("has no column tenant");
    }

    @Test
    void refusesMaskingThatIsSetOtherwise() {
        Grants request = Grants.request().masking(new Masking.Transform("mask", Map.of("action", "redact"), Set.of()));
        Consumer<Map<String, String>> asGranted = config -> {
            config.put("transforms", "mask");
            config.put("transforms.mask.type", "io.affidavit.smt.MaskFields");
            config.put("transforms.mask.action", "redact");
        };

        assertThat(faults(request, asGranted)).isEmpty();
        assertThat(faults(request, config -> {})).containsOnlyKeys("transforms");
        assertThat(faults(request, asGranted.andThen(set("transforms.mask.action", "token"))))
                .containsOnlyKeys("transforms.mask.action");
    }

    @Test
    void hasOneTaskAndSupportsExactlyOnce() {
        EvidenceReplaySourceConnector connector = new EvidenceReplaySourceConnector();
        connector.start(Map.of("name", "a"));

        assertThat(connector.taskConfigs(4)).containsExactly(Map.of("name", "a"));
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connector.alterOffsets(Map.of(), Map.of()))
                .withMessageContaining("how much of its grant is used");
    }

    @Test
    void isFoundByServiceLoading() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(EvidenceReplaySourceConnector.class);
    }

    private static Consumer<Map<String, String>> set(String key, String value) {
        return config -> {
            if (value == null) {
                config.remove(key);
            } else {
                config.put(key, value);
            }
        };
    }

    private void moveTo(Instant instant) {
        clock.advanceMillis(instant.toEpochMilli() - clock.millis());
    }

    private Map<String, List<String>> faults(Grants request, Consumer<Map<String, String>> change) {
        return faults(request.table("evidence.events", table).approve(), change);
    }

    private Map<String, List<String>> faults(ReplayGrant grant, Consumer<Map<String, String>> change) {
        Map<String, String> config = ReplayConfigs.config(directory, grant);
        config.put("replay.trust.keys", trust.toString());
        change.accept(config);
        return new EvidenceReplaySourceConnector(clock)
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
