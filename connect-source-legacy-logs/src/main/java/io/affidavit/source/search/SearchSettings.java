/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.HashedColumns;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What to read and how.
 *
 * @param index name, alias, data stream or pattern; several separated by commas
 * @param lag how late after its time a document may be indexed
 * @param keepAlive how long the store keeps a point in time between two requests
 */
public record SearchSettings(
        String index, String timeField, HashedColumns hashed, KeyedHash hash, Duration lag, Duration keepAlive) {

    public SearchSettings {
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(timeField, "timeField");
        Objects.requireNonNull(hashed, "hashed");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(lag, "lag");
        Objects.requireNonNull(keepAlive, "keepAlive");
    }

    /** What is wrong with an index expression, in words; empty if it can be asked for. */
    public static Optional<String> faultOf(String index) {
        if (!index.matches("[^\\s\"\\\\/<>|?#%]+") || index.startsWith("-") || index.startsWith("_")) {
            return Optional.of(
                    "Write names, aliases, data streams or patterns with *, separated by commas, without spaces.");
        }
        return index.equals(index.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("Write it in lower case, as indices are named.");
    }
}
