/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.layout;

import io.affidavit.lake.store.Micros;
import io.affidavit.lake.store.ObjectPage;
import io.affidavit.lake.store.ObjectStore;
import io.affidavit.lake.store.StoredObject;
import io.affidavit.lake.unit.Earliest;
import io.affidavit.lake.unit.Unit;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Objects in the order in which they were last written. The store lists them by key, so a list is gone through as a whole
 * for every ten thousand objects, and once for each step of the bound.
 *
 * <p>S3 gives an object that was uploaded in parts the time at which the upload began: the lag must exceed the longest
 * upload.
 */
public final class FlatLayout implements Layout {

    private static final int MOST = 10_000;

    private final ObjectStore store;
    private final Predicate<StoredObject> wanted;
    private final Duration lag;
    private final long stepMicros;
    /** The choice last used, and the one before: new objects and a sweep of old ones take turns. */
    private Earliest<Unit> recent = new Earliest<>(unit -> unit, MOST);

    private Earliest<Unit> other = new Earliest<>(unit -> unit, MOST);

    /** @param step how much the bound rises at least */
    public FlatLayout(ObjectStore store, Predicate<StoredObject> wanted, Duration lag, Duration step) {
        this.store = store;
        this.wanted = wanted;
        this.lag = lag;
        this.stepMicros = Math.max(1, step.toNanos() / 1000);
    }

    @Override
    public OptionalLong cursor(StoredObject object) {
        return wanted.test(object) ? OptionalLong.of(object.modifiedMicros()) : OptionalLong.empty();
    }

    @Override
    public long safeBound(Instant now) {
        return Math.floorDiv(Micros.of(now.minus(lag)), stepMicros) * stepMicros;
    }

    @Override
    public Optional<Unit> next(long from, String after, long before) throws StoreException {
        if (!recent.covers(from, after, before)) {
            Earliest<Unit> last = recent;
            recent = other;
            other = last;
        }
        if (!recent.covers(from, after, before)) {
            choose(from, after, before);
        }
        return recent.next(from, after, before);
    }

    private void choose(long from, String after, long before) throws StoreException {
        recent.begin(from, after, before);
        String place = "";
        while (place != null) {
            ObjectPage page = store.list(place);
            for (StoredObject object : page.objects()) {
                cursor(object).ifPresent(cursor -> recent.offer(unit(object, cursor)));
            }
            place = page.next();
        }
        recent.end();
    }
}
