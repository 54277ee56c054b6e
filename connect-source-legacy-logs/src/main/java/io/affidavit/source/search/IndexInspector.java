/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import io.affidavit.core.identity.Digests;
import io.affidavit.source.spi.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what indices there are and whether they can be read without losing a document. */
final class IndexInspector {

    private static final long DEFAULT_REFRESH_MICROS = TimeField.micros(Duration.ofSeconds(1));
    private static final Pattern TIME = Pattern.compile("([0-9]+)(nanos|micros|ms|s|m|h|d)?");
    private static final Map<String, Long> UNITS = Map.of(
            "nanos", 1L,
            "micros", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private final SearchApi api;
    private final SearchSettings settings;

    IndexInspector(SearchApi api, SearchSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** The indices with their settings, by name, if each of them can be read as a whole. */
    Map<?, ?> indices() throws StoreException {
        Map<?, ?> indices = api.settings();
        for (Object index : indices.values()) {
            requireSearched(index);
            refreshMicros(index);
        }
        return indices;
    }

    /** A search over a pattern leaves closed and frozen indices out in silence. */
    private static void requireSearched(Object index) throws StoreException {
        if ("true".equals(setting(index, "verified_before_close")) || "true".equals(setting(index, "frozen"))) {
            throw StoreException.fatal(
                    "Cannot read every document: an index behind source.index is closed or frozen, and searches would "
                            + "leave it out. Open or unfreeze it, or leave it out of source.index, as in \"logs-*,-logs-2024*\".");
        }
    }

    /** The indices as they are now; as long as there is none, the time field is taken to hold milliseconds. */
    IndexShape inspect() throws StoreException {
        Map<?, ?> indices = indices();
        long refresh = indices.isEmpty() ? DEFAULT_REFRESH_MICROS : 0;
        for (Object index : indices.values()) {
            refresh = Math.max(refresh, refreshMicros(index));
        }
        TimeField time = indices.isEmpty() ? new TimeField(settings.timeField(), false) : timeField();
        return new IndexShape(indices.isEmpty(), identity(indices), refresh, time);
    }

    TimeField timeField() throws StoreException {
        Map<?, ?> types = api.capabilities(settings.timeField());
        String what = "Cannot order documents by " + settings.timeField() + ": ";
        if (types.isEmpty()) {
            // shards that are not up are left out in silence
            api.requireAnswers();
            types = api.capabilities(settings.timeField());
        }
        if (types.isEmpty()) {
            throw StoreException.fatal(what + "no index has the field. Correct source.time.field.");
        }
        if (types.size() > 1) {
            throw StoreException.fatal(
                    what
                            + "its type differs between the indices. Read those of each type by a connector of their own, with a narrower source.index.");
        }
        boolean nanoseconds = types.keySet().equals(Set.of("date_nanos"));
        boolean usable = (nanoseconds || types.keySet().equals(Set.of("date")))
                && types.values().iterator().next() instanceof Map<?, ?> type
                && Boolean.TRUE.equals(type.get("searchable"))
                && Boolean.TRUE.equals(type.get("aggregatable"));
        if (!usable) {
            throw StoreException.fatal(
                    what + "it is no date or date_nanos that is indexed and has doc values. Use a field that is.");
        }
        return new TimeField(settings.timeField(), nanoseconds);
    }

    /** A single index is known by its uuid; what an alias, a data stream or a pattern stands for changes as time passes. */
    private long identity(Map<?, ?> indices) {
        Object only = indices.get(settings.index());
        String identity = indices.size() == 1 && only != null
                ? "index " + setting(only, "uuid")
                : "expression " + settings.index();
        return Long.parseUnsignedLong(
                Digests.sha256Hex(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 16), 16);
    }

    private static long refreshMicros(Object index) throws StoreException {
        String interval = setting(index, "refresh_interval");
        if (interval == null) {
            return DEFAULT_REFRESH_MICROS;
        }
        Matcher time = TIME.matcher(interval);
        if (!time.matches()) {
            throw StoreException.fatal(
                    "Cannot tell when documents become visible: index.refresh_interval of an index is off. Set one, "
                            + "or name the others in source.index.");
        }
        String unit = time.group(2) == null ? "ms" : time.group(2);
        return Math.multiplyExact(Long.parseLong(time.group(1)), UNITS.get(unit)) / 1000;
    }

    private static String setting(Object index, String name) {
        return index instanceof Map<?, ?> described
                        && described.get("settings") instanceof Map<?, ?> settings
                        && settings.get("index") instanceof Map<?, ?> ofIndex
                        && ofIndex.get(name) instanceof String value
                ? value
                : null;
    }
}
