/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.affidavit.monitor.detect.StreamDetector;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {

    static Stream<StreamDetector> detectors() {
        return Stream.of(
                new Adwin(Adwin.Config.defaults()),
                new PageHinkley(PageHinkley.Config.defaults()),
                new EwmaChart(EwmaChart.Config.defaults()));
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void allocatesNothingForAValue(StreamDetector detector) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.doubles(10_000).toArray();
        for (double value : values) {
            detector.update(value);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 50; round++) {
            for (double value : values) {
                detector.update(value + (round % 2) * .5);
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // half a million values; the counter itself may cost a little
        assertThat(allocated).isLessThan(10_000);
    }
}
