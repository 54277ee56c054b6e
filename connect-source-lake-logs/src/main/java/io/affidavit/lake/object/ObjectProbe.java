/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.object;

import io.affidavit.lake.format.ObjectFormat;
import io.affidavit.lake.layout.Layout;
import io.affidavit.lake.settings.ObjectKeys;
import io.affidavit.lake.settings.ObjectStoreKeys;
import io.affidavit.lake.store.ObjectPage;
import io.affidavit.lake.store.ObjectStore;
import io.affidavit.lake.store.StoredObject;
import io.affidavit.source.config.Fault;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Tries settings out on the store: lists its first objects, and opens one that would be read. */
public final class ObjectProbe {

    private ObjectProbe() {}

    /** Every fault found; empty if a task could start, as it can where there is no object yet. */
    public static List<Fault> faults(ObjectStore store, Layout layout, ObjectFormat format) {
        try {
            store.id();
            ObjectPage first = store.list("");
            List<StoredObject> logs = first.objects().stream()
                    .filter(object -> layout.cursor(object).isPresent())
                    .toList();
            if (logs.isEmpty() && first.next() == null && !first.objects().isEmpty()) {
                return List.of(
                        new Fault(
                                ObjectKeys.PATTERN,
                                "None of the " + first.objects().size() + " objects of " + store.name()
                                        + " would be read. Check the pattern, source.include and source.exclude against their names."));
            }
            return logs.isEmpty() ? List.of() : faults(store, logs.get(0), format);
        } catch (StoreException e) {
            return List.of(new Fault(ObjectStoreKeys.LOCATION, e.getMessage()));
        }
    }

    private static List<Fault> faults(ObjectStore store, StoredObject object, ObjectFormat format) {
        List<Fault> faults = new ArrayList<>();
        format.fault(object.key())
                .ifPresent(fault -> faults.add(new Fault(
                        ObjectKeys.FORMAT,
                        "Cannot read objects: " + fault + ". Set it, or leave such objects out by source.exclude.")));
        try (InputStream bytes = store.open(object)) {
            bytes.read();
        } catch (IOException e) {
            faults.add(new Fault(ObjectStoreKeys.LOCATION, "Cannot read " + object.key() + ": " + reason(e)));
        }
        return faults;
    }

    /** Ours say all; others are named only. */
    private static String reason(IOException e) {
        return e instanceof io.affidavit.lake.unit.UnitException
                ? e.getMessage()
                : e.getClass().getSimpleName() + ". Grant the worker the right to read it.";
    }
}
