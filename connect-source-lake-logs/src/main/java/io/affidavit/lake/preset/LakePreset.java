/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.preset;

import io.affidavit.source.spi.HashedColumns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a known application writes its logs.
 *
 * @param entity entity name of events, by which mappings are chosen
 * @param pattern of a time at the beginning of keys; empty where keys tell no time
 * @param format as {@code source.format} names it
 * @param exclude names of objects that are no logs
 */
public record LakePreset(
        String name,
        String system,
        String entity,
        String pattern,
        String format,
        String exclude,
        HashedColumns hashedColumns) {

    /** What nobody means as data: hidden files and the markers of batch jobs. */
    public static final String NO_DATA = "(.*/)?[._][^/]*";

    /**
     * Model invocation logs of Amazon Bedrock, schema 1.0: JSON objects in gzip, below the hour. Large bodies lie beside
     * them under {@code data/} and are named by the records; Bedrock also writes an object to try its permission.
     */
    private static final LakePreset BEDROCK = new LakePreset(
            "bedrock",
            "bedrock",
            "model-invocations",
            "{yyyy}/{MM}/{dd}/{HH}/",
            "json",
            "(.*/)?data/.*|(.*/)?amazon-bedrock-logs-permission-check|" + NO_DATA,
            new HashedColumns(
                    "bedrock@1",
                    List.of(
                            "schemaType",
                            "schemaVersion",
                            "timestamp",
                            "accountId",
                            "identity",
                            "region",
                            "inferenceRegion",
                            "requestId",
                            "operation",
                            "modelId",
                            "errorCode",
                            "status",
                            "requestMetadata",
                            "performanceConfig",
                            "serviceTier",
                            "input",
                            "output"),
                    true));

    /** Output and error files of OpenAI's batches, or other JSON lines of its API, as somebody put them into a bucket. */
    private static final LakePreset OPENAI_JSONL =
            new LakePreset("openai-jsonl", "openai", "batch", "", "jsonl", NO_DATA, HashedColumns.ALL);

    private static final Map<String, LakePreset> ALL =
            Map.of(BEDROCK.name(), BEDROCK, OPENAI_JSONL.name(), OPENAI_JSONL);

    public LakePreset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hashedColumns, "hashedColumns");
    }

    public static Optional<LakePreset> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }
}
