/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.misuse.ToolSequences;

/** Tool calls in sequences that an agent never used before. Without a field of the agent, the scope is the agent. */
final class ToolSensor extends PointSensor {

    private static final String ONLY_AGENT = "agent";

    private final int tool;
    private final int agent;
    private final ToolSequences.Config config;
    private ToolSequences detector;
    private Assessment latest;

    /** @param agent its field; negative for none */
    ToolSensor(int tool, int agent, ToolSequences.Config config) {
        this.tool = tool;
        this.agent = agent;
        this.config = config;
        this.detector = new ToolSequences(config);
        this.latest = nothing();
    }

    private Assessment nothing() {
        return new InsufficientSample(0, config.learn());
    }

    @Override
    Taken judge(Event event, long start) {
        if (!event.values().present(tool) || (agent >= 0 && !event.values().present(agent))) {
            return Taken.UNUSABLE;
        }
        Assessment assessment = detector.add(
                agent < 0 ? ONLY_AGENT : event.values().text(agent),
                event.values().text(tool));
        if (assessment instanceof Alert alert) {
            alert(alert, start);
        } else {
            latest = assessment;
        }
        return Taken.COUNTED;
    }

    @Override
    Assessment calm(long start) {
        Assessment calm = latest;
        latest = nothing();
        return calm;
    }

    @Override
    void saveDetector(StateWriter writer) {
        detector.save(writer);
        AssessmentCodec.save(latest, writer);
    }

    @Override
    void loadDetector(StateReader reader) {
        detector = ToolSequences.restore(config, reader);
        latest = AssessmentCodec.load(reader);
    }
}
