/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.InsufficientSample.Need;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Warning;
import java.util.ArrayList;
import java.util.List;

/** Assessments that wait for the end of their window, as part of the state. */
final class AssessmentCodec {

    private static final int ALERT = 0;
    private static final int WARNING = 1;
    private static final int NORMAL = 2;
    private static final int INSUFFICIENT = 3;

    private static final int MOST_FIGURES = 1_000;
    private static final int MOST_TEXT = 4_096;

    private AssessmentCodec() {}

    static void save(Assessment assessment, StateWriter writer) {
        if (assessment instanceof InsufficientSample insufficient) {
            writer.writeInt(INSUFFICIENT).writeInt(insufficient.needs().size());
            insufficient
                    .needs()
                    .forEach(need -> writer.writeText(need.group())
                            .writeLong(need.have())
                            .writeLong(need.need()));
        } else {
            writer.writeInt(assessment instanceof Alert ? ALERT : assessment instanceof Warning ? WARNING : NORMAL);
        }
        writer.writeInt(assessment.details().size());
        for (Statistics figure : assessment.details()) {
            writer.writeText(figure.name()).writeText(figure.group());
            writer.writeDouble(figure.effect()).writeDouble(figure.threshold()).writeDouble(figure.pValue());
            writer.writeDouble(figure.low()).writeDouble(figure.high());
            writer.writeLong(figure.n()).writeLong(figure.referenceN());
        }
    }

    static Assessment load(StateReader reader) {
        int kind = reader.readInt(ALERT, INSUFFICIENT);
        List<Need> needs = kind == INSUFFICIENT ? needs(reader) : List.of();
        List<Statistics> figures = figures(reader);
        if (kind == INSUFFICIENT && !needs.isEmpty()) {
            return new InsufficientSample(needs, figures);
        }
        if (figures.isEmpty() || kind == INSUFFICIENT) {
            throw reader.invalid("an assessment has no figure");
        }
        Statistics first = figures.get(0);
        if (kind == ALERT) {
            return new Alert(first, figures);
        }
        return kind == WARNING ? new Warning(first, figures) : new Normal(first, figures);
    }

    /** An assessment that must be an alert. */
    static Alert loadAlert(StateReader reader) {
        if (load(reader) instanceof Alert alert) {
            return alert;
        }
        throw reader.invalid("what should be an alert is none");
    }

    private static List<Need> needs(StateReader reader) {
        int count = reader.readLength(MOST_FIGURES, 2 * Long.BYTES);
        List<Need> needs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            needs.add(new Need(reader.readText(MOST_TEXT), reader.readCount(), reader.readCount()));
        }
        return needs;
    }

    private static List<Statistics> figures(StateReader reader) {
        int count = reader.readLength(MOST_FIGURES, Long.BYTES);
        List<Statistics> figures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            figures.add(new Statistics(
                    reader.readText(MOST_TEXT),
                    reader.readText(MOST_TEXT),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readDouble(),
                    reader.readCount(),
                    reader.readCount()));
        }
        return figures;
    }
}
