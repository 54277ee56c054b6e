/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The mappings this jar carries, each under {@code name@version}. */
public final class BuiltInMappings {

    /** Newest first for each name: a name alone means the first. */
    private static final List<String> NAMES = List.of(
            "bedrock-invocations@1.0.0",
            "langfuse-v3-observations@1.0.0",
            "langfuse-v3-scores@1.0.0",
            "langfuse-v3-traces@1.0.0",
            "langfuse-v4-events@1.0.0",
            "litellm@1.1.0",
            "litellm@1.0.0",
            "mlflow-assessments@1.0.0",
            "mlflow-spans@1.0.0",
            "mlflow-traces@1.0.0",
            "openai-batch@1.0.0",
            "openai-chat@1.0.0",
            "openai-responses@1.0.0",
            "openinference@1.0.0",
            "otel-genai@1.1.0",
            "otel-genai@1.0.0",
            "otel-genai-events@1.0.0",
            "otel-opensearch@1.0.0",
            "phoenix-spans@1.0.0");

    private BuiltInMappings() {}

    /** As {@code name@version}. */
    public static List<String> names() {
        return NAMES;
    }

    /** The YAML of a built-in mapping, by name or {@code name@version}; empty if there is none. */
    static Optional<String> text(String name) {
        return NAMES.stream()
                .filter(known -> known.equals(name) || known.startsWith(name + "@"))
                .findFirst()
                .map(BuiltInMappings::load);
    }

    private static String load(String name) {
        try (InputStream in = BuiltInMappings.class.getResourceAsStream("/mappings/" + name + ".yml")) {
            if (in == null) {
                throw new IllegalStateException(
                        "Cannot read built-in mapping " + name + ": it is missing. Rebuild the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read built-in mapping " + name + ". Rebuild the jar.", e);
        }
    }
}
