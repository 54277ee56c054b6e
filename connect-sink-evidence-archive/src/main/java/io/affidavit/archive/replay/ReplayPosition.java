/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a replay has come, and how much of its budget is used.
 *
 * @param bounds empty before the scope was surveyed
 * @param withheld records of the scope that their permission forbids
 * @param records replayed so far
 * @param bytes of their canonical encoding
 * @param first that was replayed
 * @param last that was replayed
 * @param outcome empty while it goes on
 */
public record ReplayPosition(
        Optional<Bounds> bounds,
        long withheld,
        long records,
        long bytes,
        Optional<Coordinate> first,
        Optional<Coordinate> last,
        Optional<Outcome> outcome) {

    /** Of a replay that did not begin. */
    public static final ReplayPosition START =
            new ReplayPosition(Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());

    public ReplayPosition {
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(outcome, "outcome");
    }

    ReplayPosition surveyed(Bounds found, long notPermitted) {
        return new ReplayPosition(Optional.of(found), notPermitted, records, bytes, first, last, outcome);
    }

    ReplayPosition after(Coordinate coordinate, long moreRecords, long moreBytes) {
        return new ReplayPosition(
                bounds,
                withheld,
                records + moreRecords,
                bytes + moreBytes,
                first.or(() -> Optional.of(coordinate)),
                Optional.of(coordinate),
                outcome);
    }

    ReplayPosition ended(Outcome how) {
        return new ReplayPosition(bounds, withheld, records, bytes, first, last, Optional.of(how));
    }

    /** As flat values: texts and whole numbers. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        bounds.ifPresent(found -> map.put("bounds", found.toText()));
        map.put("withheld", withheld);
        map.put("records", records);
        map.put("bytes", bytes);
        first.ifPresent(coordinate -> put(map, "first.", coordinate));
        last.ifPresent(coordinate -> put(map, "", coordinate));
        outcome.ifPresent(how -> map.put("done", how.text()));
        return map;
    }

    /** Reads {@link #toMap} back; whole numbers may have come back narrower. */
    public static ReplayPosition of(Map<String, ?> map) {
        return new ReplayPosition(
                Optional.ofNullable((String) map.get("bounds")).map(Bounds::parse),
                number(map, "withheld"),
                number(map, "records"),
                number(map, "bytes"),
                coordinate(map, "first."),
                coordinate(map, ""),
                Optional.ofNullable((String) map.get("done")).map(Outcome::of));
    }

    private static void put(Map<String, Object> map, String prefix, Coordinate coordinate) {
        map.put(prefix + "topic", coordinate.source().topic());
        map.put(prefix + "partition", (long) coordinate.source().partition());
        map.put(prefix + "offset", coordinate.offset());
    }

    private static Optional<Coordinate> coordinate(Map<String, ?> map, String prefix) {
        String topic = (String) map.get(prefix + "topic");
        return topic == null
                ? Optional.empty()
                : Optional.of(new Coordinate(
                        new Source(topic, (int) number(map, prefix + "partition")), number(map, prefix + "offset")));
    }

    private static long number(Map<String, ?> map, String name) {
        return ((Number) map.get(name)).longValue();
    }
}
