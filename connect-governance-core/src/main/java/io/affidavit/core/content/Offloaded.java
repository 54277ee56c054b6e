/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One text that was taken out of a record.
 *
 * @param place of the text in the record's value
 */
public record Offloaded(Pointer place, ContentRef ref) {

    public Offloaded {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(ref, "ref");
    }

    /** The value of the header {@link io.affidavit.core.tags.GovHeaders#CONTENT}: canonical JSON. */
    public static String write(List<Offloaded> texts) {
        return CanonicalJson.of(texts.stream()
                .map(text -> Map.of(
                        "bytes",
                        text.ref.bytes(),
                        "key",
                        text.ref.key(),
                        "place",
                        text.place.toString(),
                        "sha256",
                        text.ref.sha256()))
                .toList());
    }

    /**
     * Reads such a value; members that are not known are ignored.
     *
     * @throws IllegalArgumentException if it is none; the message holds nothing of it
     */
    public static List<Offloaded> read(String header) {
        try {
            List<Offloaded> texts = new ArrayList<>();
            for (Object entry : (List<?>) JsonText.parse(header)) {
                Map<?, ?> members = (Map<?, ?>) entry;
                texts.add(new Offloaded(
                        Pointer.parse((String) members.get("place")),
                        new ContentRef((String) members.get("key"), (Long) members.get("bytes"), (String)
                                members.get("sha256"))));
            }
            return List.copyOf(texts);
        } catch (InvalidJsonException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("Invalid list of content references.", e);
        }
    }
}
