/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.intent;

import io.affidavit.core.data.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The announcement of a batch.
 *
 * @param table UUID of the table, so that another table at the same place is not taken for it
 * @param connector name of the connector that writes
 * @param task its task number
 * @param operation id that is part of the name of every data file of the batch
 * @param createdAt by the writer's clock
 */
public record Intent(String table, String connector, int task, String operation, Instant createdAt) {

    public Intent {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    byte[] toBytes() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", table);
        fields.put("connector", connector);
        fields.put("task", task);
        fields.put("operation", operation);
        fields.put("createdAt", createdAt.toString());
        return JsonText.write(fields).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws RuntimeException when the bytes are not those of an intent */
    static Intent parse(byte[] bytes) {
        Map<?, ?> fields = (Map<?, ?>) JsonText.parse(new String(bytes, StandardCharsets.UTF_8));
        return new Intent(
                (String) fields.get("table"),
                (String) fields.get("connector"),
                Math.toIntExact((Long) fields.get("task")),
                (String) fields.get("operation"),
                Instant.parse((String) fields.get("createdAt")));
    }
}
