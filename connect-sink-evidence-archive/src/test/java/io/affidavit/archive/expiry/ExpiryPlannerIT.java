/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.catalog.Catalogs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of random tables under random holds, against what the rule says of each file. */
class ExpiryPlannerIT {

    private static final long SEED = 20_261_122;
    private static final int POSITION_OF_ID = 3;
    private static final Map<String, Integer> DAYS_KEPT = Map.of("debug", 30);

    @TempDir
    private Path directory;

    /** A file of the table, as the test knows it: its rows have the ids from 0 on. */
    private record Known(AttestedFile file, String retentionClass, LocalDate day, int rows) {}

    @Test
    void decidesOfEveryFileAsTheRuleSays() {
        Random random = new Random(SEED);
        LocalDate today = LocalDate.of(2026, 11, 22);
        try (EvidentTable events = EvidentTable.create(
                Catalogs.open(Map.of("archive.embedded.directory", directory.toString())), ExpiryContract.KEY)) {
            List<Known> known = archive(events, random, today);
            for (int round = 0; round < 40; round++) {
                Instant now = today.plusDays(random.nextInt(60))
                        .atTime(random.nextInt(24), 0)
                        .toInstant(ZoneOffset.UTC);
                int from = random.nextInt(12) - 2;
                int to = from + random.nextInt(8);
                boolean sureOfNone = random.nextBoolean();

                // When ids from one to before another are held
                ExpiryPlan plan =
                        expirer(events, now, held(from, to, sureOfNone)).plan(ExpiryContract.RETENTION);

                // Then
                Set<String> drops = new TreeSet<>();
                Set<String> held = new TreeSet<>();
                Set<String> mixed = new TreeSet<>();
                known.stream().filter(file -> isDue(file, now)).forEach(file -> {
                    long about = Math.max(0, Math.min(to, file.rows()) - Math.max(from, 0));
                    (about == 0 ? drops : about == file.rows() ? held : mixed)
                            .add(file.file().path());
                });
                String as = "round %s: ids %s to %s held at %s".formatted(round, from, to, now);
                assertThat(plan.drops().stream().map(drop -> drop.attested().path()))
                        .as(as)
                        .containsExactlyInAnyOrderElementsOf(drops);
                assertThat(paths(plan.held())).as(as).isEqualTo(held);
                assertThat(plan.carved().stream()
                                .map(carved -> carved.attested().path()))
                        .as(as)
                        .containsExactlyInAnyOrderElementsOf(mixed);
                assertThat(plan.unnamed().getOrDefault("unheard-of", 0L))
                        .isEqualTo(known.stream()
                                .filter(file -> file.retentionClass().equals("unheard-of"))
                                .count());
            }
        }
    }

    private static List<Known> archive(EvidentTable events, Random random, LocalDate today) {
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String retentionClass =
                    List.of("debug", "debug", "std-1y", "unheard-of").get(random.nextInt(4));
            LocalDate day = today.minusDays(random.nextInt(60));
            int rows = 1 + random.nextInt(10);
            known.add(new Known(
                    events.archive(rows, Math.toIntExact(day.toEpochDay()), retentionClass),
                    retentionClass,
                    day,
                    rows));
        }
        return known;
    }

    private static boolean isDue(Known file, Instant now) {
        Integer days = DAYS_KEPT.get(file.retentionClass());
        return days != null
                && !now.isBefore(file.day()
                        .plusDays(days + 1L)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    /** @param sureOfNone whether statistics rule the hold out where it is about no id at all */
    private static Function<Table, Holding> held(int from, int to, boolean sureOfNone) {
        return table -> new Holding(
                1,
                from + "-" + to,
                (file, spec) -> !sureOfNone || from < to,
                row -> row.get(POSITION_OF_ID, Long.class) >= from && row.get(POSITION_OF_ID, Long.class) < to);
    }

    private static Expirer expirer(EvidentTable events, Instant now, Function<Table, Holding> holding) {
        return new Expirer(new Upkeep(
                events::fresh,
                holding,
                ExpiryContract.KEY,
                "test",
                Duration.ofSeconds(20),
                java.time.Clock.fixed(now, ZoneOffset.UTC)));
    }

    private static Set<String> paths(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.file().location())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
