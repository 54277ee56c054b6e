/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.StateException;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every detector must keep about its state. */
public abstract class DetectorContract<D extends Detector> {

    /** A value no state exception may repeat; subclasses put it among names they feed. */
    protected static final String CANARY = "canary-7c1f";

    private static final int STEPS = 400;

    /** A detector that has seen nothing, with a small configuration. */
    protected abstract D fresh();

    /** A detector of the same configuration with the state to read. */
    protected abstract D restore(StateReader reader);

    /** Makes one random call and returns all it answered. */
    protected abstract Object step(D detector, SplittableRandom random);

    @Test
    void writesTheBytesOfItsFormat() {
        D detector = fresh();
        run(detector, new SplittableRandom(11), 60);

        Golden.assertMatches(
                Path.of("src/test/resources/golden/detect/"
                        + detector.getClass().getSimpleName() + ".hex"),
                lines(bytes(detector)));
    }

    @Test
    void behavesTheSameAfterRestoringAtAnyPoint() {
        D unbroken = fresh();
        SplittableRandom random = new SplittableRandom(5);
        List<Object> expected = run(unbroken, random, STEPS);

        for (int point = 0; point <= STEPS; point += 8) {
            // Given a detector that is saved after so many steps
            D first = fresh();
            SplittableRandom again = new SplittableRandom(5);
            List<Object> answers = run(first, again, point);

            // When another one goes on from its bytes
            D second = restored(bytes(first));
            answers.addAll(run(second, again, STEPS - point));

            // Then nothing differs
            assertThat(answers).as("restored after step %d", point).isEqualTo(expected);
            assertThat(bytes(second)).isEqualTo(bytes(unbroken));
        }
    }

    @Test
    void staysWithinItsBoundOfBytes() {
        D detector = fresh();
        SplittableRandom random = new SplittableRandom(3);

        for (int i = 0; i < 20; i++) {
            run(detector, random, 100);
            assertThat((long) bytes(detector).length).isLessThanOrEqualTo(detector.stateBytes());
        }
    }

    @Test
    void forgetsAllButRefusalsWhenReset() {
        D detector = fresh();
        run(detector, new SplittableRandom(4), STEPS);

        detector.reset();

        D other = fresh();
        run(other, new SplittableRandom(8), STEPS);
        other.reset();
        SplittableRandom one = new SplittableRandom(6);
        SplittableRandom two = new SplittableRandom(6);
        assertThat(run(detector, one, STEPS)).isEqualTo(run(other, two, STEPS));
    }

    @Test
    void refusesStatesThatEndEarly() {
        D detector = fresh();
        run(detector, new SplittableRandom(2), STEPS);
        byte[] bytes = bytes(detector);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> restored(cut))
                    .isInstanceOf(StateException.class)
                    .hasMessageStartingWith("Cannot restore detector: ")
                    .hasNoCause();
        }
    }

    @Test
    void survivesDamagedStates() {
        D detector = fresh();
        run(detector, new SplittableRandom(2), STEPS);
        byte[] bytes = bytes(detector);
        SplittableRandom random = new SplittableRandom(9);

        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                // a state that is still well formed is taken: its bytes are protected by whoever stores them
                D taken = restored(damaged);
                assertThat((long) bytes(taken).length).isLessThanOrEqualTo(taken.stateBytes());
            } catch (StateException e) {
                assertThat(e.getMessage()).doesNotContain(CANARY);
            }
        }
    }

    @Test
    void refusesTheStateOfAnotherDetectorOrVersion() {
        byte[] bytes = bytes(fresh());
        byte[] otherKind = bytes.clone();
        otherKind[0] = (byte) 200;
        byte[] otherVersion = bytes.clone();
        otherVersion[1] = 99;

        assertThatThrownBy(() -> restored(otherKind))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("is not of");
        assertThatThrownBy(() -> restored(otherVersion))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("has version 99");
    }

    /** Makes so many random calls and returns all answers. */
    protected final List<Object> run(D detector, SplittableRandom random, int steps) {
        List<Object> answers = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            answers.add(step(detector, random));
        }
        return answers;
    }

    protected static byte[] bytes(Detector detector) {
        StateWriter writer = new StateWriter();
        detector.save(writer);
        return writer.bytes();
    }

    private D restored(byte[] bytes) {
        StateReader reader = new StateReader(bytes);
        D restored = restore(reader);
        reader.finish();
        return restored;
    }

    private static String lines(byte[] bytes) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 32) {
            lines.append(HexFormat.of().formatHex(bytes, i, Math.min(i + 32, bytes.length)))
                    .append('\n');
        }
        return lines.toString();
    }
}
