/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.object;

import io.affidavit.lake.format.ObjectFormat;
import io.affidavit.lake.layout.Layout;
import io.affidavit.lake.store.ObjectStore;
import io.affidavit.lake.store.StoredObject;
import io.affidavit.lake.unit.Unit;
import io.affidavit.lake.unit.UnitException;
import io.affidavit.lake.unit.UnitRows;
import io.affidavit.lake.unit.UnitSource;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The objects of a store as units. */
public final class ObjectUnits implements UnitSource {

    private final ObjectStore store;
    private final Layout layout;
    private final ObjectFormat format;
    private final long id;

    /** @throws StoreException if the store does not tell what it is */
    public ObjectUnits(ObjectStore store, Layout layout, ObjectFormat format) throws StoreException {
        this.store = store;
        this.layout = layout;
        this.format = format;
        this.id = store.id();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public void requireSame() throws StoreException {
        if (store.id() != id) {
            throw StoreException.fatal(
                    "Cannot go on reading " + name()
                            + ": it was replaced by another directory of its name. Restart the connector to be told how to go on.");
        }
    }

    @Override
    public PositionText positions() {
        return PositionText.times();
    }

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public long safeBound() throws StoreException {
        return layout.safeBound(store.now());
    }

    @Override
    public Optional<Unit> next(long from, String after, long before) throws StoreException {
        return layout.next(from, after, before);
    }

    @Override
    public Optional<Unit> find(long cursor, String name) throws StoreException, UnitException {
        Optional<StoredObject> object = store.find(name);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong now = layout.cursor(object.get());
        if (now.isEmpty() || now.getAsLong() != cursor) {
            throw UnitException.changed();
        }
        return Optional.of(layout.unit(object.get(), cursor));
    }

    @Override
    public UnitRows open(Unit unit, long first) throws StoreException, UnitException {
        StoredObject object = new StoredObject(unit.name(), unit.version(), unit.size(), unit.cursor());
        try {
            return format.open(unit.name(), first, () -> store.open(object), () -> store.file(object));
        } catch (UnitException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw UnitException.of(e);
        }
    }

    @Override
    public void cancel() {
        store.cancel();
    }

    @Override
    public void close() {
        store.close();
    }
}
