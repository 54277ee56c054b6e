/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.detect.Detector;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a detector whose parts can be merged must keep as well. */
public abstract class MergeableContract<D extends Detector> extends DetectorContract<D> {

    protected abstract void merge(D into, D other);

    @Test
    void mergesToWhatOneDetectorWouldHold() {
        for (int seed = 0; seed < 20; seed++) {
            // Given a stream that goes to one detector, and split among three
            D joint = fresh();
            D merged = fresh();
            D second = fresh();
            D third = fresh();
            SplittableRandom values = new SplittableRandom(seed);
            SplittableRandom same = new SplittableRandom(seed);
            SplittableRandom split = new SplittableRandom(seed + 1_000);
            for (int i = 0; i < 500; i++) {
                step(joint, values);
                int part = split.nextInt(3);
                step(part == 0 ? merged : part == 1 ? second : third, same);
            }

            // When the parts are merged
            merge(merged, third);
            merge(merged, second);

            // Then the bytes are those of the one
            assertThat(bytes(merged)).isEqualTo(bytes(joint));
        }
    }
}
