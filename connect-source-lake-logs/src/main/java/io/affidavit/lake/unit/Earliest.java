/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * The earliest units beyond a place, as many as memory is meant for, chosen from a list in any order: what lets a list of
 * any length be read in the order of (cursor, name) with bounded memory. Good for cursors below the one it was chosen for.
 *
 * @param <T> what is known of a unit
 */
public final class Earliest<T> {

    /** A place in reading order. A null name comes before all names. */
    private record Place(long cursor, String name) {

        static final Comparator<Place> ORDER = Comparator.comparingLong(Place::cursor)
                .thenComparing(Place::name, Comparator.nullsFirst(UnitName.ORDER));
    }

    private final Function<T, Unit> unit;
    private final int most;
    private List<T> chosen = List.of();
    private Place begin;
    /** The last place that was chosen where there are more beyond it, or null if all were chosen. */
    private Place end;

    private long before;
    /** Null but while a choice is made; one that was broken off covers nothing. */
    private PriorityQueue<T> choosing;

    public Earliest(Function<T, Unit> unit, int most) {
        this.unit = unit;
        this.most = most;
    }

    /** Whether {@link #next} can answer without a new choice. */
    public boolean covers(long from, String after, long beforeCursor) {
        Place start = new Place(from, after);
        return begin != null
                && choosing == null
                && beforeCursor <= before
                && Place.ORDER.compare(begin, start) <= 0
                && (end == null || Place.ORDER.compare(start, end) < 0);
    }

    /** Begins a new choice, of units beyond {@code (from, after)} and below {@code before}. */
    public void begin(long from, String after, long beforeCursor) {
        begin = new Place(from, after);
        before = beforeCursor;
        end = null;
        chosen = List.of();
        choosing = new PriorityQueue<>(
                Comparator.comparing(this::place, Place.ORDER).reversed());
    }

    public void offer(T candidate) {
        Place place = place(candidate);
        if (place.cursor() >= before || Place.ORDER.compare(place, begin) <= 0) {
            return;
        }
        choosing.add(candidate);
        if (choosing.size() > most) {
            choosing.poll();
            end = place(choosing.peek());
        }
    }

    /** Ends the choice. */
    public void end() {
        List<T> sorted = new ArrayList<>(choosing);
        sorted.sort(Comparator.comparing(this::place, Place.ORDER));
        chosen = List.copyOf(sorted);
        choosing = null;
        if (end != null) {
            end = place(chosen.get(chosen.size() - 1));
        }
    }

    /** The first chosen one beyond a place that is covered. */
    public Optional<T> next(long from, String after, long beforeCursor) {
        Place start = new Place(from, after);
        return chosen.stream()
                .filter(each -> Place.ORDER.compare(place(each), start) > 0)
                .findFirst()
                .filter(each -> place(each).cursor() < beforeCursor);
    }

    /** The chosen one of this name. */
    public Optional<T> named(String name) {
        return chosen.stream()
                .filter(each -> unit.apply(each).name().equals(name))
                .findFirst();
    }

    private Place place(T each) {
        Unit found = unit.apply(each);
        return new Place(found.cursor(), found.name());
    }
}
