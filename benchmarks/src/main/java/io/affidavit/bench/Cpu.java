/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time, in seconds: shared machines make wall-clock time meaningless. */
final class Cpu {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Cpu() {}

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    /** CPU seconds of every thread of this process while {@code work} ran: collectors and compilers included. */
    static double process(Work work) throws Exception {
        long before = PROCESS.getProcessCpuTime();
        work.run();
        return (PROCESS.getProcessCpuTime() - before) / 1e9;
    }

    /** CPU seconds of the calling thread while {@code work} ran. */
    static double thread(Work work) throws Exception {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
