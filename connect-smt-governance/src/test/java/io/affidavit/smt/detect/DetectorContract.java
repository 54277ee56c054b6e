/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every detector promises, whatever it finds: each implementation has a test that extends this suite. */
abstract class DetectorContract {

    private static final int THREADS = 8;
    private static final int ROUNDS = 200;
    /** For a megabyte; a detector that is not linear takes hours. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Detector detector;

    /** The detector, configured. */
    abstract Detector detector();

    /** A text in which it finds something, and nothing whose finding depends on the place. */
    abstract String findable();

    /** What it finds there, in order. */
    abstract List<String> found();

    @BeforeEach
    void start() {
        detector = detector();
    }

    @AfterEach
    void close() {
        detector.close();
    }

    @Test
    void givesOnlyLabelsItMayGive() {
        assertThat(detector.labels()).isNotEmpty().allMatch(DetectorContract::givable);
    }

    @Test
    void findsWhatItSays() {
        List<Finding> found = ask(findable());

        assertThat(found).extracting(Finding::text).containsExactlyElementsOf(found());
        assertThat(found).allMatch(finding -> detector.labels().contains(finding.label()));
    }

    @Test
    void findsTheSameAgain() {
        assertThat(ask(findable())).isEqualTo(ask(findable())).isNotEmpty();
    }

    static Stream<Named<String>> hostileTexts() {
        return Stream.of(
                Named.of("nothing", ""),
                Named.of("one character", "x"),
                Named.of("blanks", " \t\n"),
                Named.of("no character", "\0\0\0"),
                Named.of("half a character", "a\ud83d"),
                Named.of("halves the wrong way", "\udc00\ud83d"),
                Named.of("marks of direction", "\u202eada@example.org\u202c"),
                Named.of("open brackets", "(".repeat(10_000)),
                Named.of("quotation marks", "\"".repeat(9_999)));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void survives(String text) {
        assertThatCode(() -> ask(text)).doesNotThrowAnyException();
    }

    static Stream<Named<String>> longTexts() {
        return Stream.of("a", "1", "@", "a@", "1 ", "A b ", "\"a\":", "9-")
                .map(unit -> Named.of("many times " + unit, unit.repeat(1_000_000 / unit.length())));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void takesBoundedTime(String text) {
        Instant begin = Instant.now();

        ask(text);

        assertThat(Duration.between(begin, Instant.now())).isLessThan(PATIENCE);
    }

    @Test
    void isThreadSafe() throws Exception {
        // Given
        List<Finding> expected = ask(findable());
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch begin = new CountDownLatch(1);

        // When
        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String before = "x ".repeat(thread);
            results.add(pool.submit(() -> {
                begin.await();
                int same = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    List<String> texts =
                            ask(before + findable()).stream().map(Finding::text).toList();
                    same += texts.equals(found()) && ask(findable()).equals(expected) ? 1 : 0;
                }
                return same;
            }));
        }
        begin.countDown();

        // Then
        for (Future<Integer> result : results) {
            assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(ROUNDS);
        }
        pool.shutdown();
    }

    private List<Finding> ask(String text) {
        List<Finding> found = new ArrayList<>();
        detector.detect(new Passage(text, List.of("content", "text")), (start, end, label, score) -> {
            assertThat(start).isBetween(0, text.length());
            assertThat(end).isBetween(start + 1, text.length());
            assertThat(score).isBetween(1, 100);
            found.add(new Finding(start, text.substring(start, end), label, score));
        });
        return found;
    }

    private static boolean givable(Label label) {
        return Labels.all().contains(label) || Labels.custom(label.id());
    }

    private record Finding(int start, String text, Label label, int score) {}
}
