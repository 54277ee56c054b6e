/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.List;

/** What monitoring costs, part by part: CPU of the thread that does the work. */
final class MonitorBenchmark implements Benchmark {

    /** One part: measures and adds its rows and figures. */
    interface Part {
        void measure(Result result) throws Exception;
    }

    private final List<Part> parts = List.of(new DetectorUpdates(), new MonitorRun(), new GateRun());

    @Override
    public Result run() throws Exception {
        Result result = new Result("monitor", "per CPU-s");
        for (Part part : parts) {
            part.measure(result);
        }
        return result;
    }
}
