/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.runtime.CelVariableResolver;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;

/**
 * What conditions may ask about one record, by one thread: {@code event}, {@code headers}, {@code tags}, {@code topic},
 * {@code timestamp}, {@code lists} and {@code params}. Nothing is made before it is asked for; JSON is read once for all
 * conditions.
 */
public final class RecordFacts implements CelVariableResolver {

    private final ConnectRecord<?> record;
    private final long timestamp;
    private final PolicyValues values;
    private Optional<Object> event;
    private Optional<Object> headers;
    private Optional<Object> tags;
    private Optional<Object> params;

    /** @param timestamp of the record, in milliseconds since 1970 */
    public RecordFacts(ConnectRecord<?> record, long timestamp, PolicyValues values) {
        this.record = record;
        this.timestamp = timestamp;
        this.values = values;
    }

    /** Empty, which makes a condition undecided, for what the record does not have. */
    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "event" -> event();
            case "headers" -> headers();
            case "tags" -> tags();
            case "topic" -> Optional.ofNullable(record.topic());
            case "timestamp" -> Optional.of(Instant.ofEpochMilli(timestamp));
            case "lists" -> values.lists();
            case "params" -> params();
            default -> Optional.empty();
        };
    }

    private Optional<Object> event() {
        if (event == null) {
            event = Optional.ofNullable(opened());
        }
        return event;
    }

    private Optional<Object> headers() {
        if (headers == null) {
            headers = Optional.of(new HeaderView(record.headers()));
        }
        return headers;
    }

    private Optional<Object> tags() {
        if (tags == null) {
            tags = Optional.of(new TagView(record.headers()));
        }
        return tags;
    }

    private Optional<Object> params() {
        if (params == null) {
            params = Optional.of(values.params());
        }
        return params;
    }

    /** Null where the value is no object. */
    @SuppressWarnings("UnusedException") // it says where the content is no JSON
    private Object opened() {
        if (record.value() instanceof Struct struct) {
            return new StructView(struct);
        }
        try {
            return JsonText.opened(record.value()) instanceof Map<?, ?> map ? new EventView(map) : null;
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}
