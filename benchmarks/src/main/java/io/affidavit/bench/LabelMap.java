/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What the types of a data set are called here: lines {@code THEIR_TYPE = our.label other.label}, where a label stands for all
 * that continue it after a dot. {@code ignore} leaves a type out of every figure; a type that is not listed is not claimed.
 */
final class LabelMap {

    private static final String COMMON = "/labels/common.properties";
    private static final String IGNORE = "ignore";

    private final Map<String, List<String>> labels = new HashMap<>();

    private LabelMap(Properties lines) {
        lines.forEach((type, names) ->
                labels.put(type.toString(), List.of(names.toString().trim().split("\\s+"))));
        labels.forEach((type, names) -> names.stream()
                .filter(name -> !name.equals(IGNORE) && !Labels.known(name))
                .forEach(name -> {
                    throw new IllegalArgumentException("Cannot read labels: " + type + " names the unknown label "
                            + name + ". Use labels of docs/detection.md.");
                }));
    }

    /** The map that ships: the types of public data sets. */
    static LabelMap common() throws IOException {
        try (InputStream in = LabelMap.class.getResourceAsStream(COMMON)) {
            Properties lines = new Properties();
            lines.load(in);
            return new LabelMap(lines);
        }
    }

    static LabelMap read(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Properties lines = new Properties();
            lines.load(in);
            return new LabelMap(lines);
        }
    }

    boolean ignored(String type) {
        return labels.getOrDefault(type, List.of()).contains(IGNORE);
    }

    boolean claimed(String type) {
        return labels.containsKey(type) && !ignored(type);
    }

    /** Whether a finding of this label is what the data set calls by this type. */
    boolean names(String type, Label label) {
        return labels.getOrDefault(type, List.of()).stream()
                .anyMatch(name -> !name.equals(IGNORE) && Labels.covers(name, label));
    }
}
