/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.content;

import io.affidavit.core.data.JsonSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Finds the texts and bytes of a value that have to leave it so that the rest is small enough. */
public final class LargeContent {

    /** Smaller ones stay: references to many of them would be no smaller. */
    public static final int LEAST_BYTES = 2048;

    /** What remains of one: its reference in its place, and in the header. */
    private static final int REFERENCE_BYTES = 1024;

    /**
     * What has to go.
     *
     * @param places of them, the largest first
     * @param restBytes of the value without them, estimated as JSON and never too low
     */
    public record Choice(List<Pointer> places, long restBytes) {

        public Choice {
            places = List.copyOf(places);
        }
    }

    private record Sized(Pointer place, long bytes) {}

    private LargeContent() {}

    /** Takes the largest until no more than {@code maxBytes} remain, or none is large enough to be worth it. */
    public static Choice of(Object value, long maxBytes) {
        long rest = JsonSize.of(value);
        List<Pointer> places = new ArrayList<>();
        if (rest > maxBytes) {
            List<Sized> found = new ArrayList<>();
            find(value, Pointer.WHOLE, found);
            found.sort(Comparator.comparingLong(Sized::bytes).reversed());
            for (int i = 0; i < found.size() && rest > maxBytes; i++) {
                places.add(found.get(i).place);
                rest -= found.get(i).bytes - REFERENCE_BYTES;
            }
        }
        return new Choice(places, rest);
    }

    private static void find(Object value, Pointer here, List<Sized> found) {
        if (value instanceof String text) {
            if (text.length() > LEAST_BYTES / JsonSize.MOST_BYTES_PER_CHAR && JsonSize.of(text) > LEAST_BYTES) {
                found.add(new Sized(here, JsonSize.of(text)));
            }
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            if (JsonSize.of(value) > LEAST_BYTES) {
                found.add(new Sized(here, JsonSize.of(value)));
            }
        } else if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                find(struct.getWithoutDefault(field.name()), here.child(field.name()), found);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (name instanceof String text) {
                    find(member, here.child(text), found);
                }
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                find(list.get(i), here.child(Integer.toString(i)), found);
            }
        }
    }
}
