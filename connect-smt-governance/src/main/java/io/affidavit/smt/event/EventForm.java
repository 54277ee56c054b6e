/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.ArrayMap;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** What an event is made as, from its values by position in the contract. */
enum EventForm {
    /** With the schema of the contract: for converters that write schemas, or check them. */
    STRUCT {
        @Override
        Schema schema() {
            return EventContract.connectSchema();
        }

        @Override
        Object event(Object[] top, Object[][] groups) {
            Struct event = new Struct(SCHEMA);
            for (int i = 0; i < top.length; i++) {
                if (top[i] != null) {
                    event.put(FIELDS.get(i), top[i]);
                } else if (groups[i] != null) {
                    event.put(FIELDS.get(i), group(FIELDS.get(i).schema(), groups[i]));
                }
            }
            return event;
        }

        private Struct group(Schema schema, Object[] values) {
            Struct group = new Struct(schema);
            List<Field> fields = schema.fields();
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    group.put(fields.get(i), values[i]);
                }
            }
            return group;
        }
    },
    /** Without a schema and with set fields only, times as milliseconds: what JSON of the same event is read back as. */
    MAP {
        @Override
        Schema schema() {
            return null;
        }

        @Override
        Object event(Object[] top, Object[][] groups) {
            ArrayMap event = new ArrayMap(top.length);
            for (int i = 0; i < top.length; i++) {
                if (top[i] != null) {
                    event.add(NAMES[i], TIMES[i] ? plain(top[i]) : top[i]);
                } else if (groups[i] != null) {
                    event.add(NAMES[i], group(GROUP_NAMES[i], GROUP_TIMES[i], groups[i]));
                }
            }
            return event;
        }

        private Map<String, Object> group(String[] names, boolean[] times, Object[] values) {
            ArrayMap group = new ArrayMap(set(values));
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    group.add(names[i], times[i] ? plain(values[i]) : values[i]);
                }
            }
            return group;
        }

        private int set(Object[] values) {
            int set = 0;
            for (Object value : values) {
                set += value == null ? 0 : 1;
            }
            return set;
        }

        private Object plain(Object value) {
            return ((Date) value).getTime();
        }
    };

    private static final Schema SCHEMA = EventContract.connectSchema();
    private static final List<Field> FIELDS = SCHEMA.fields();
    private static final String[] NAMES = names(SCHEMA);
    private static final boolean[] TIMES = times(SCHEMA);
    private static final boolean[][] GROUP_TIMES =
            FIELDS.stream().map(field -> times(field.schema())).toArray(boolean[][]::new);
    private static final String[][] GROUP_NAMES =
            FIELDS.stream().map(field -> names(field.schema())).toArray(String[][]::new);

    /** The schema of the record's value; null for none. */
    abstract Schema schema();

    /**
     * The event.
     *
     * @param top values of top-level fields by index, null where unset
     * @param groups values of each group's fields by index of the group and of the field in it, null where unset
     */
    abstract Object event(Object[] top, Object[][] groups);

    static EventForm of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static String[] names(Schema schema) {
        return schema.type() == Schema.Type.STRUCT
                ? schema.fields().stream().map(Field::name).toArray(String[]::new)
                : new String[0];
    }

    /** Of each field, whether it is a moment. */
    private static boolean[] times(Schema schema) {
        boolean[] times = new boolean
                [schema.type() == Schema.Type.STRUCT ? schema.fields().size() : 0];
        for (int i = 0; i < times.length; i++) {
            times[i] = Timestamp.LOGICAL_NAME.equals(
                    schema.fields().get(i).schema().name());
        }
        return times;
    }

    /** The name in the configuration. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
