/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Worker.Status RUNNING = new Worker.Status("RUNNING", 2, 0);

    @TempDir
    private Path directory;

    private final List<Entry> entries = new ArrayList<>();
    private Plan plan;
    private Instant now = START;

    @BeforeEach
    void readPlan() throws IOException {
        plan = Plan.read(write("cutover.name=m\ncutover.connect.url=http://c:8083\ncutover.connector=s\n"));
    }

    @Test
    void beginsAsAShadow() {
        assertThat(history().step()).isEqualTo(Step.SHADOW);
        assertThat(failed(RUNNING)).hasSize(2);
    }

    @Test
    void goesOnAfterCleanChecksFarEnoughApart() {
        check(true);
        assertThat(failed(RUNNING)).isNotEmpty();
        later(Duration.ofHours(2));
        check(true);
        assertThat(failed(RUNNING))
                .singleElement()
                .extracting(Gate::what)
                .asString()
                .contains("between the first");
        later(Duration.ofHours(23));
        check(true);
        assertThat(failed(RUNNING)).isEmpty();
    }

    @Test
    void beginsToCountAnewAfterAnUncleanCheck() {
        check(true);
        later(Duration.ofHours(25));
        check(false);
        later(Duration.ofHours(25));
        check(true);
        assertThat(history().cleanChecks()).hasSize(1);
        assertThat(failed(RUNNING)).hasSize(2);
    }

    @Test
    void beginsToCountAnewAfterAStep() {
        clean();
        move(Step.SHADOW, Step.DUAL);
        assertThat(history().step()).isEqualTo(Step.DUAL);
        assertThat(history().cleanChecks()).isEmpty();
    }

    @Test
    void needsPairingBeforeReadersMove() {
        move(Step.SHADOW, Step.DUAL);
        clean();
        assertThat(failed(RUNNING))
                .singleElement()
                .extracting(Gate::is)
                .asString()
                .contains("not measured");
        check(true, Map.of("paired", 0.9998));
        assertThat(failed(RUNNING)).hasSize(1);
        check(true, Map.of("paired", 0.99995));
        assertThat(failed(RUNNING)).isEmpty();
    }

    @Test
    void needsADrillBeforeTheOldPathEnds() {
        move(Step.DUAL, Step.READ_NEW);
        clean();
        check(true, Map.of("paired", 1.0));
        assertThat(failed(RUNNING))
                .singleElement()
                .extracting(Gate::what)
                .asString()
                .contains("drill");
        drill(false);
        assertThat(failed(RUNNING)).hasSize(1);
        drill(true);
        assertThat(failed(RUNNING)).isEmpty();
        later(Duration.ofDays(91));
        assertThat(failed(RUNNING)).hasSize(1);
    }

    @Test
    void goesNowhereWithAFailedTask() {
        clean();
        assertThat(failed(new Worker.Status("RUNNING", 2, 1)))
                .singleElement()
                .extracting(Gate::what)
                .isEqualTo("connector");
    }

    @Test
    void asksForARollbackWhenRowsAreMissingOrLate() {
        check(false, Map.of("rows", 10_000, "missing", 1));
        assertThat(fired(RUNNING)).isEmpty();
        check(false, Map.of("rows", 10_000, "missing", 1, "duplicate", 1));
        assertThat(fired(RUNNING))
                .singleElement()
                .extracting(Gate::what)
                .asString()
                .contains("missing");
        check(false, Map.of("rows", 10_000, "quarantined", 11));
        assertThat(fired(RUNNING))
                .singleElement()
                .extracting(Gate::what)
                .asString()
                .contains("quarantine");
        check(false, Map.of("rows", 10_000, "lag_ms", 901_000));
        assertThat(fired(RUNNING))
                .singleElement()
                .extracting(Gate::what)
                .asString()
                .contains("oldest row");
    }

    @Test
    void expectsAStoppedConnectorOnceTheOldPathIsOff() {
        move(Step.READ_NEW, Step.OLD_OFF);
        assertThat(fired(RUNNING)).hasSize(1);
        assertThat(fired(new Worker.Status("STOPPED", 0, 0))).isEmpty();
        assertThat(new Gates(plan, history(), RUNNING, now).toAdvance()).isEmpty();
    }

    @Test
    void readsWhatItWrote() {
        Entry entry = new Entry("m", Entry.Kind.CHECK, START, "me", Map.of("clean", true, "rows", 5L, "paired", 0.5));
        Entry read = Entry.parse(entry.json()).orElseThrow();
        assertThat(read.json()).isEqualTo(entry.json());
        assertThat(read.flag("clean")).isTrue();
        assertThat(read.fact("paired", 0)).isEqualTo(0.5);
        assertThat(Entry.parse("{\"v\":2}")).isEmpty();
        assertThat(Entry.parse("no json")).isEmpty();
    }

    @Test
    void refusesAPlanNamingTheKey() throws IOException {
        Path file = write("cutover.name=m\ncutover.connector=s\ncutover.connect.url=http://c\ncutover.min.paired=2\n");
        assertThatThrownBy(() -> Plan.read(file))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cutover.min.paired");
        Path typo = write("cutover.name=m\ncutover.connector=s\ncutover.connect.url=http://c\ncutover.max.lagg=5m\n");
        assertThatThrownBy(() -> Plan.read(typo))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Did you mean cutover.max.lag?");
        Path url = write("cutover.name=m\ncutover.connector=s\ncutover.connect.url=connect:8083\n");
        assertThatThrownBy(() -> Plan.read(url).worker()).hasMessageContaining("cutover.connect.url");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "plan", ".properties"), text);
    }

    private History history() {
        return new History(entries);
    }

    private List<Gate> failed(Worker.Status connector) {
        return new Gates(plan, history(), connector, now)
                .toAdvance().stream().filter(gate -> !gate.passed()).toList();
    }

    private List<Gate> fired(Worker.Status connector) {
        return new Gates(plan, history(), connector, now)
                .triggers().stream().filter(gate -> !gate.passed()).toList();
    }

    private void clean() {
        check(true);
        later(Duration.ofHours(25));
        check(true);
    }

    private void check(boolean clean) {
        check(clean, Map.of());
    }

    private void check(boolean clean, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>(Map.of("clean", clean, "rows", 10_000L));
        facts.putAll(more);
        entries.add(new Entry("m", Entry.Kind.CHECK, now, "check", facts));
    }

    private void move(Step from, Step to) {
        entries.add(new Entry("m", Entry.Kind.MOVE, now, "me", Map.of("from", from.text(), "to", to.text())));
    }

    private void drill(boolean passed) {
        entries.add(new Entry("m", Entry.Kind.DRILL, now, "me", Map.of("passed", passed)));
    }

    private void later(Duration time) {
        now = now.plus(time);
    }
}
