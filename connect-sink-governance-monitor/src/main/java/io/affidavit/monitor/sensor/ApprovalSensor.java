/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.misuse.MissingApproval;
import io.affidavit.monitor.window.WindowSize;
import java.util.List;

/** Calls that need a human's approval and did not get it in time, told in the window in which the time ran out. */
final class ApprovalSensor extends PointSensor {

    private final int id;
    private final Filter approvals;
    private final WindowSize windows;
    private final MissingApproval.Config config;
    private MissingApproval detector;

    /** @param approvals which records are approvals; all others are calls */
    ApprovalSensor(int id, Filter approvals, WindowSize windows, MissingApproval.Config config) {
        this.id = id;
        this.approvals = approvals;
        this.windows = windows;
        this.config = config;
        this.detector = new MissingApproval(config);
    }

    @Override
    Taken judge(Event event, long start) {
        overdue(event.watermark(), start);
        if (!event.values().present(id)) {
            return Taken.UNUSABLE;
        }
        String name = event.values().text(id);
        if (approvals.holds(event.values())) {
            detector.approve(name, event.time());
        } else {
            detector.call(name, event.time(), event.offset()).ifPresent(missing -> report(1, start));
        }
        return Taken.COUNTED;
    }

    private void overdue(long watermark, long start) {
        List<MissingApproval.Missing> missing = detector.advance(watermark);
        if (!missing.isEmpty()) {
            report(missing.size(), start);
        }
    }

    private void report(int calls, long start) {
        alert(new Alert(Statistics.of("calls_without_approval", calls, 1, calls)), start);
    }

    @Override
    public boolean wantsEmptyWindows() {
        return true;
    }

    @Override
    Assessment calm(long start) {
        overdue(windows.end(start), start);
        return new Normal(Statistics.of("calls_without_approval", 0, 1, 0));
    }

    @Override
    void saveDetector(StateWriter writer) {
        detector.save(writer);
    }

    @Override
    void loadDetector(StateReader reader) {
        detector = MissingApproval.restore(config, reader);
    }
}
