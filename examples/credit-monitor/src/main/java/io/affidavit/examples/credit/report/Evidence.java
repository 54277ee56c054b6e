/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What the archive's table says of each model: decisions, and what the monitor told of them.
 *
 * @param table its name
 * @param snapshot the table's version that was read
 * @param figures of windows
 * @param incidents versions of incidents
 */
public record Evidence(
        String table, long snapshot, long decisions, long figures, long incidents, Map<String, ModelFigures> models) {
    private static final String[] COLUMNS = {
        "category",
        "event_time",
        "model.request_model",
        "decision.decision_outcome",
        "decision.subject_attributes",
        "decision.evaluation_name",
        "decision.evaluation_score",
        "attributes"
    };

    /** Reads the table as it is. */
    public static Evidence read(Table table) {
        long snapshot = table.currentSnapshot().snapshotId();
        Map<String, ModelFigures> models = new TreeMap<>();
        long decisions = 0;
        long figures = 0;
        long incidents = 0;
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .useSnapshot(snapshot)
                .select(COLUMNS)
                .build()) {
            for (Record row : rows) {
                switch (String.valueOf(row.getField("category"))) {
                    case "incident" -> incidents++;
                    case "evaluation" -> {
                        figures++;
                        figure(of(models, row), row);
                    }
                    default -> {
                        decisions++;
                        decision(of(models, row), row);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the archive", e);
        }
        return new Evidence(table.name(), snapshot, decisions, figures, incidents, models);
    }

    private static ModelFigures of(Map<String, ModelFigures> models, Record row) {
        Object model = row.getField("model") instanceof Record group ? group.getField("request_model") : null;
        return models.computeIfAbsent(String.valueOf(model), any -> new ModelFigures());
    }

    private static void decision(ModelFigures model, Record row) {
        Instant time = ((OffsetDateTime) row.getField("event_time")).toInstant();
        Record decision = (Record) row.getField("decision");
        Object sex = text(decision.getField("subject_attributes"), "sex");
        model.decision(time, String.valueOf(sex), "approved".equals(decision.getField("decision_outcome")));
    }

    private static void figure(ModelFigures model, Record row) {
        Record decision = (Record) row.getField("decision");
        Object score = decision.getField("evaluation_score");
        String start = text(row.getField("attributes"), "window_start");
        if (score != null && start != null) {
            model.figure(
                    String.valueOf(decision.getField("evaluation_name")),
                    Instant.parse(start),
                    ((Number) score).doubleValue());
        }
    }

    private static String text(Object map, String key) {
        Object value = map instanceof Map<?, ?> values ? values.get(key) : null;
        return value == null ? null : value.toString();
    }
}
