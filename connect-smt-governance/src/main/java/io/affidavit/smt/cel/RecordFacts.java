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

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "event" -> event == null ? event = event() : event;
            case "headers" -> headers == null ? headers = Optional.of(new HeaderView(record.headers())) : headers;
            case "tags" -> tags == null ? tags = Optional.of(new TagView(record.headers())) : tags;
            case "topic" -> Optional.ofNullable(record.topic());
            case "timestamp" -> Optional.of(Instant.ofEpochMilli(timestamp));
            case "lists" -> Optional.of(values.lists());
            case "params" -> params == null ? params = Optional.of(values.params()) : params;
            default -> Optional.empty();
        };
    }

    /** Empty, so that a condition that asks for it is undecided, where the value is no object. */
    private Optional<Object> event() {
        if (record.value() instanceof Struct struct) {
            return Optional.of(new StructView(struct));
        }
        try {
            return JsonText.opened(record.value()) instanceof Map<?, ?> map
                    ? Optional.of(new EventView(map))
                    : Optional.empty();
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }
}
