/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

/**
 * Throws random and hostile records at {@link MaskFields} and {@link ClassifyFields}. Whatever comes in: no error but a
 * ConnectException without content, no planted secret behind the mask, JSON in strings that still parses, and a record that
 * is as it was. A fixed number of records, or an hour with {@code -Plong}.
 */
class FuzzIT {

    private static final int RECORDS = 120_000;
    private static final Duration LONG_RUN = Duration.ofHours(1);
    private static final int JSON_LEVELS = 4;
    private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/]{16,}={0,2}");

    private final Transformation<SourceRecord> mask = configured(new MaskFields<>(), "mask");
    private final Transformation<SourceRecord> classify = configured(new ClassifyFields<>(), "classify");

    private static Transformation<SourceRecord> configured(Transformation<SourceRecord> transform, String prefix) {
        // no path is left out, so that every place is one where nothing may survive
        Map<String, String> config = new HashMap<>(Map.of(
                prefix + ".ignore.fields", "", "scan.keys", "true", "scan.headers", "true", "on.reject", "fail"));
        if (prefix.equals("mask")) {
            config.put("mask.watch.fields", "");
        }
        transform.configure(config);
        return transform;
    }

    @Test
    void survivesWhateverComes() {
        boolean isLong = Boolean.getBoolean("affidavit.long");
        long end = System.nanoTime() + LONG_RUN.toNanos();
        long masked = 0;
        long refused = 0;
        long seed = 0;
        for (; isLong ? System.nanoTime() < end : seed < RECORDS; seed++) {
            switch (attempt(seed)) {
                case MASKED -> masked++;
                case REFUSED -> refused++;
                case CLEAN -> {}
            }
        }
        // the run means something only if records were masked, and some were beyond the budgets
        String counts = seed + " records, " + masked + " masked, " + refused + " refused";
        System.out.println("Fuzzed " + counts);
        assertThat(masked).as(counts).isGreaterThan(seed / 4);
        assertThat(refused).as(counts).isBetween(seed / 1_000, seed / 3);
    }

    private enum Outcome {
        CLEAN,
        MASKED,
        REFUSED
    }

    private Outcome attempt(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        FuzzValues values = new FuzzValues(random);
        Object value = values.next();
        List<String> planted = values.planted();
        SourceRecord record = new SourceRecord(
                Map.of(),
                Map.of(),
                "fuzz",
                null,
                null,
                "key",
                value instanceof Struct struct ? struct.schema() : null,
                value);
        record.headers().addString("note", value instanceof String text ? text : "none");
        String before = shown(value);
        apply(classify, record, planted, seed);
        SourceRecord result = apply(mask, record, planted, seed);
        assertThat(shown(value)).as("record of seed %s is as it was", seed).isEqualTo(before);
        if (result == null) {
            return Outcome.REFUSED;
        }
        String after = shown(result.value())
                + shown(result.headers().lastWithName("note").value());
        requireAbsent(planted, after, seed);
        requireJson(value, result.value(), seed);
        return after.equals(before) ? Outcome.CLEAN : Outcome.MASKED;
    }

    /** Null where the record is refused. */
    private static SourceRecord apply(
            Transformation<SourceRecord> transform, SourceRecord record, List<String> planted, long seed) {
        try {
            return transform.apply(record);
        } catch (ConnectException e) {
            assertThat(e.getCause()).isNull();
            assertThat(e.getMessage()).as("message of seed %s", seed).doesNotContain("smt.internal");
            requireAbsent(planted, e.getMessage(), seed);
            return null;
        } catch (RuntimeException | Error e) {
            return fail("Seed " + seed + " ends in " + e.getClass().getName(), e);
        }
    }

    private static void requireAbsent(List<String> planted, String text, long seed) {
        for (String secret : planted) {
            assertThat(text.contains(secret))
                    .as("%s of seed %s survives", secret, seed)
                    .isFalse();
        }
        Matcher runs = BASE64_RUN.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            String opened = opened(run.substring(0, run.length() - run.length() % 4));
            for (String secret : planted) {
                assertThat(opened.contains(secret))
                        .as("%s of seed %s survives in base64", secret, seed)
                        .isFalse();
            }
        }
    }

    private static String opened(String run) {
        try {
            return new String(Base64.getDecoder().decode(run), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Every text that was JSON is JSON still, at every level, or was replaced whole. */
    private static void requireJson(Object before, Object after, long seed) {
        if (before instanceof String text && after instanceof String masked) {
            requireJsonText(text, masked, 1, seed);
        } else if (before instanceof Struct struct && after instanceof Struct masked) {
            for (Field field : struct.schema().fields()) {
                requireJson(struct.get(field), masked.get(field.name()), seed);
            }
        } else if (before instanceof Map<?, ?> map && after instanceof Map<?, ?> masked) {
            map.forEach((name, held) -> requireJson(held, masked.get(name), seed));
        } else if (before instanceof List<?> list && after instanceof List<?> masked) {
            for (int i = 0; i < list.size(); i++) {
                requireJson(list.get(i), masked.get(i), seed);
            }
        }
    }

    private static void requireJsonText(String text, String masked, int level, long seed) {
        if (level > JSON_LEVELS || !text.startsWith("{") || masked.equals("[BUDGET]")) {
            return;
        }
        Object before;
        try {
            before = JsonText.parse(text);
        } catch (InvalidJsonException e) {
            return;
        }
        Object after;
        try {
            after = JsonText.parse(masked);
        } catch (InvalidJsonException e) {
            after = fail("JSON of seed " + seed + " does not parse any more: " + masked);
        }
        assertThat(((Map<?, ?>) after).keySet()).isEqualTo(((Map<?, ?>) before).keySet());
        if (((Map<?, ?>) before).get("inner") instanceof String inner
                && ((Map<?, ?>) after).get("inner") instanceof String maskedInner) {
            requireJsonText(inner, maskedInner, level + 1, seed);
        }
    }

    /** A value as text, bytes included, and the escapes of JSON undone. */
    private static String shown(Object value) {
        StringBuilder text = new StringBuilder();
        show(value, text);
        return text.toString();
    }

    private static void show(Object value, StringBuilder text) {
        if (value instanceof Struct struct) {
            struct.schema()
                    .fields()
                    .forEach(field ->
                            show(struct.get(field), text.append(field.name()).append('=')));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, held) -> show(held, text.append(name).append('=')));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> show(item, text.append(',')));
        } else if (value instanceof byte[] bytes) {
            text.append(new String(bytes, StandardCharsets.UTF_8)).append(Arrays.hashCode(bytes));
        } else if (value instanceof ByteBuffer buffer) {
            text.append(StandardCharsets.UTF_8.decode(buffer.duplicate())).append(buffer.remaining());
        } else {
            text.append(String.valueOf(value).replace("\\u0040", "@").replace("\\/", "/"))
                    .append('\n');
        }
    }
}
