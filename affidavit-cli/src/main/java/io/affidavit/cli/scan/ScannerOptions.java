/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.transform.TransformKeys;
import io.affidavit.cli.transform.TransformOptions;
import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.exposure.FindingScan;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which records are looked at, and how. */
final class ScannerOptions {

    private static final String MIN_SCORE = "classify.min.score";
    private static final int DEFAULT_MIN_SCORE = 50;

    @Option(
            names = "--sample",
            defaultValue = "10000",
            paramLabel = "N",
            description =
                    "How many records to look at, taken evenly from everywhere; 0 for all (default: ${DEFAULT-VALUE}).")
    private long size;

    @Option(
            names = "--latest",
            paramLabel = "N",
            description = "Look at the newest N records of a topic or lines of a file.")
    private Long latest;

    @Option(
            names = "--min-score",
            paramLabel = "N",
            description = "How sure a detector must be, from 1 to 100. The default is that of --config, or 50.")
    private Integer minimumScore;

    @Option(
            names = "--tenant-field",
            defaultValue = "tenant_id",
            paramLabel = "PATH",
            description = "Field that names the tenant; empty for none (default: ${DEFAULT-VALUE}).")
    private String tenantField;

    @Mixin
    private TransformOptions transform;

    Sample sample() {
        if (size < 0 || (latest != null && latest < 1)) {
            throw new Failure("Cannot sample: --sample takes 0 or more, --latest 1 or more.");
        }
        return latest == null ? new Sample(size, false) : new Sample(latest, true);
    }

    int minimumScore() {
        String configured = keys().getOrDefault(MIN_SCORE, Integer.toString(DEFAULT_MIN_SCORE));
        return minimumScore == null ? Integer.parseInt(configured.trim()) : minimumScore;
    }

    @SuppressWarnings("UnusedException") // its message is repeated
    ExposureTally tally() {
        Map<String, String> keys = new HashMap<>(keys());
        if (minimumScore != null) {
            keys.put(MIN_SCORE, Integer.toString(minimumScore));
        }
        try {
            return new ExposureTally(
                    FindingScan.classifying(keys), tenantField.isBlank() ? null : FieldPath.parse(tenantField));
        } catch (ConfigException e) {
            throw new Failure("Cannot configure the scanner: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot read --tenant-field " + tenantField + ": give names joined by dots.");
        }
    }

    private Map<String, String> keys() {
        TransformKeys keys = transform.keys();
        if (keys.type().equals(TransformOptions.MASK)) {
            // what both transforms share; paths and actions of a mask say what to do, not what to look at
            Map<String, String> shared = new HashMap<>();
            keys.keys().forEach((key, value) -> {
                if (key.startsWith("scan.")) {
                    shared.put(key, value);
                } else if (key.equals("mask.min.score")) {
                    shared.put(MIN_SCORE, value);
                }
            });
            return shared;
        }
        return keys.keys();
    }
}
