/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * The event contract {@code ai.governance.event} version 1.0.0: the definition from which the Connect, JSON, Avro and
 * Iceberg schemas are generated. Evolution only adds: names, types and ids below are permanent.
 */
public final class EventContract {

    public static final String NAME = "ai.governance.event";
    public static final String VERSION = "1.0.0";
    /** The version of the Connect schema, which is an integer: the major version of {@link #VERSION}. */
    public static final int CONNECT_VERSION = 1;

    /** The categories this release knows; the field is an open string. */
    public static final List<String> CATEGORIES = List.of(
            "prompt",
            "response",
            "model_call",
            "retrieval",
            "tool_call",
            "policy",
            "human_action",
            "evaluation",
            "agent_step",
            "memory",
            "lifecycle",
            "error");

    private static final List<EventField> FIELDS = ContractFields.all();
    private static final Schema CONNECT = ConnectForm.schema(FIELDS);

    private EventContract() {}

    public static List<EventField> fields() {
        return FIELDS;
    }

    /** A Struct schema named {@link #NAME}, version {@link #CONNECT_VERSION}; one shared instance. */
    public static Schema connectSchema() {
        return CONNECT;
    }

    /** JSON Schema, draft 2020-12, of the event as {@code JsonConverter} writes it without an embedded schema. */
    public static String jsonSchema() {
        return JsonSchemaForm.text(FIELDS);
    }

    /** An Avro record schema of the same shape. */
    public static String avroSchema() {
        return AvroForm.text(FIELDS);
    }

    /** An Iceberg schema in the JSON serialization of the Iceberg table specification, appendix C. */
    public static String icebergSchema() {
        return IcebergForm.text(FIELDS);
    }
}
