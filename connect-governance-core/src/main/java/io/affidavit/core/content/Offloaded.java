/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A text, or bytes, that were taken out of a record.
 *
 * @param place in the record's value
 */
public record Offloaded(Pointer place, ContentRef ref, Kind kind) {

    private static final String TYPE = "type";

    /** What was there. */
    public enum Kind {
        /** Kept in UTF-8. */
        TEXT,
        /** Kept as they are. */
        BYTES;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind of(Object word) {
            if (word == null) {
                return TEXT;
            }
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Invalid type of offloaded content."));
        }
    }

    public Offloaded {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(kind, "kind");
    }

    /** The value of the header {@link io.affidavit.core.tags.GovHeaders#CONTENT}: canonical JSON. */
    public static String write(List<Offloaded> contents) {
        return CanonicalJson.of(contents.stream().map(Offloaded::members).toList());
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>(
                Map.of("bytes", ref.bytes(), "key", ref.key(), "place", place.toString(), "sha256", ref.sha256()));
        if (kind != Kind.TEXT) {
            members.put(TYPE, kind.word());
        }
        return members;
    }

    /**
     * Reads such a value; members that are not known are ignored.
     *
     * @throws IllegalArgumentException if it is none; the message holds nothing of it
     */
    public static List<Offloaded> read(String header) {
        try {
            List<Offloaded> contents = new ArrayList<>();
            for (Object entry : (List<?>) JsonText.parse(header)) {
                Map<?, ?> members = (Map<?, ?>) entry;
                ContentRef ref = new ContentRef(
                        (String) members.get("key"), (Long) members.get("bytes"), (String) members.get("sha256"));
                contents.add(
                        new Offloaded(Pointer.parse((String) members.get("place")), ref, Kind.of(members.get(TYPE))));
            }
            return List.copyOf(contents);
        } catch (InvalidJsonException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("Invalid list of content references.", e);
        }
    }
}
