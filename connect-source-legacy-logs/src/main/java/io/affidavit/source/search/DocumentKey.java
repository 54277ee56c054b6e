/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What orders the documents of one microsecond: the nanoseconds within it, then the id.
 *
 * @param nanos 0 to 999; always 0 where the time field holds milliseconds
 */
record DocumentKey(int nanos, String id) implements Comparable<DocumentKey> {

    private static final Comparator<DocumentKey> ORDER =
            Comparator.comparingInt(DocumentKey::nanos).thenComparing(DocumentKey::id);

    DocumentKey {
        Objects.requireNonNull(id, "id");
    }

    /** The id alone, or for a field of nanoseconds the array {@code ["789","id"]}. */
    String text(boolean nanoseconds) {
        return nanoseconds ? JsonText.write(List.of(String.format(Locale.ROOT, "%03d", nanos), id)) : id;
    }

    static Optional<DocumentKey> parse(String text, boolean nanoseconds) {
        if (!nanoseconds) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new DocumentKey(0, text));
        }
        try {
            return JsonText.parse(text) instanceof List<?> parts
                            && parts.size() == 2
                            && parts.get(0) instanceof String nanos
                            && nanos.matches("[0-9]{3}")
                            && parts.get(1) instanceof String id
                    ? Optional.of(new DocumentKey(Integer.parseInt(nanos), id))
                    : Optional.empty();
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }
}
