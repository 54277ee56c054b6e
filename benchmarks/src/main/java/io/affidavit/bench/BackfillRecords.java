/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.contract.EventContract;
import java.util.AbstractList;
import java.util.Date;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Seeded events as a backfill brings them: one after the other of another day, retention class and custody, until every
 * partition had its turn, and then again. They are made when they are asked for, so that they take no heap.
 */
final class BackfillRecords extends AbstractList<Struct> {

    private static final Schema SCHEMA = EventContract.connectSchema();
    private static final String[] CLASSES = {"operational-30d", "standard-1y", "regulated-7y"};
    private static final int DAYS = 334;
    private static final long FIRST_DAY = 1_751_328_000_000L;
    private static final long DAY = 86_400_000L;
    private static final int TEMPLATES = 1_000;

    /** Values that the records' partitions have. */
    static final int PARTITIONS = DAYS * CLASSES.length * 2;

    private final int count;
    private final List<Struct> templates = Events.structs(TEMPLATES, 11);

    BackfillRecords(int count) {
        this.count = count;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public Struct get(int index) {
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(index);
        int partition = index % PARTITIONS;
        Struct event = new Struct(SCHEMA);
        SCHEMA.fields().forEach(field -> {
            Object value = templates.get(random.nextInt(TEMPLATES)).get(field);
            if (value != null) {
                event.put(field, value);
            }
        });
        return event.put("event_id", String.format("%016x%016x", random.nextLong(), random.nextLong()))
                .put("event_time", new Date(FIRST_DAY + partition % DAYS * DAY + random.nextLong(DAY)))
                .put(
                        "lifecycle",
                        new Struct(SCHEMA.field("lifecycle").schema())
                                .put("retention_class", CLASSES[partition / DAYS % CLASSES.length])
                                .put("legal_hold", partition / DAYS >= CLASSES.length));
    }
}
