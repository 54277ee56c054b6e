/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.data.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Random values of every kind that a converter or another transform can hand over, with secrets planted in them: Struct, Map,
 * arrays, bytes, numbers, JSON in strings, deep nesting and odd Unicode.
 */
final class FuzzValues {

    /** Long enough to meet every limit of the scanner that is not a budget. */
    private static final int LONGEST = 3_000;

    private static final String[] NAMES = {
        "prompt",
        "content",
        "password",
        "ssn",
        "authorization",
        "arguments_json",
        "messages",
        "note",
        "phone",
        "x",
        "",
        "customer.name",
        "tool call",
        "\ud83d\ude00",
        "\ud800",
        "dateOfBirth",
        "API_KEY",
        "ids",
        "n\u0000l",
        "very_" + "long_".repeat(30)
    };
    private static final String[] PIECES = {
        "the order of",
        " ",
        "\n",
        "=",
        ":",
        "://",
        "@",
        ".",
        "-",
        "_",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "\\u0040",
        "\\ud800",
        "%40",
        "&#64;",
        "=?",
        "password",
        "card",
        "token",
        "Bearer",
        "phone",
        "born",
        "4111",
        "1111-",
        "0x",
        "eyJ",
        "ghp_",
        "sk-",
        "AKIA",
        "-----BEGIN",
        "\u200b",
        "\u0430",
        "\uff11\uff12",
        "\ud83d\ude42",
        "\ud800",
        "\udc00",
        "\ufeff",
        "\u202e",
        "\u0301",
        "\u0000",
        "\u2028",
        "+49",
        "DE89",
        "::1",
        "10.0.0",
        "127.",
        "[at]",
        " dot ",
        "QUJD"
    };

    private final RandomGenerator random;
    private final List<String> planted = new ArrayList<>();
    private int left;

    FuzzValues(RandomGenerator random) {
        this.random = random;
    }

    /** The secrets of the last value, as texts. */
    List<String> planted() {
        return List.copyOf(planted);
    }

    /** A value; a Struct carries its schema, anything else has none. */
    Object next() {
        planted.clear();
        left = 1 + random.nextInt(60);
        return switch (random.nextInt(6)) {
            case 0, 1 -> struct(0);
            case 2 -> leaf();
            case 3 -> list(0);
            case 4 -> nested();
            default -> map(0);
        };
    }

    private Object any(int depth) {
        left--;
        if (depth > 6 || left <= 0) {
            return leaf();
        }
        return switch (random.nextInt(8)) {
            case 0 -> map(depth + 1);
            case 1 -> list(depth + 1);
            case 2 -> struct(depth + 1);
            default -> leaf();
        };
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Object name = random.nextInt(40) == 0 ? null : random.nextInt(30) == 0 ? (Object) random.nextInt() : name();
            map.put(name, any(depth));
        }
        return map;
    }

    @SuppressWarnings("JdkObsolete") // a list without random access is walked another way
    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(any(depth));
        }
        return random.nextBoolean() ? list : new LinkedList<>(list);
    }

    /** Within and beyond the deepest nesting that is walked. */
    private Object nested() {
        Object value = leaf();
        for (int i = random.nextInt(300); i > 0; i--) {
            value = random.nextBoolean() ? List.of(value == null ? "" : value) : Collections.singletonMap("d", value);
        }
        return value;
    }

    private Struct struct(int depth) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        List<Object> values = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            names.add("f" + i + name());
        }
        for (String name : names) {
            switch (random.nextInt(9)) {
                case 0 -> {
                    Struct inner = depth < 4 && --left > 0 ? struct(depth + 1) : null;
                    builder.field(name, inner == null ? Schema.OPTIONAL_STRING_SCHEMA : inner.schema());
                    values.add(inner);
                }
                case 1 -> {
                    builder.field(
                            name,
                            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional());
                    values.add(List.of(text(), text()));
                }
                case 2 -> {
                    builder.field(
                            name,
                            SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                                    .build());
                    values.add(Map.of("k" + random.nextInt(9), text()));
                }
                case 3 -> {
                    builder.field(name, random.nextBoolean() ? Schema.BYTES_SCHEMA : Schema.OPTIONAL_BYTES_SCHEMA);
                    values.add(bytes());
                }
                case 4 -> {
                    builder.field(name, Schema.INT64_SCHEMA);
                    values.add(random.nextInt(8) == 0 ? 4111111111111111L : random.nextLong());
                }
                case 5 -> {
                    builder.field(name, Decimal.schema(2));
                    values.add(
                            new BigDecimal(new BigInteger(random.nextInt(1, 200), new Random(random.nextLong())), 2));
                }
                case 6 -> {
                    builder.field(name, Timestamp.SCHEMA);
                    values.add(new Date(random.nextLong(4_000_000_000_000L)));
                }
                default -> {
                    builder.field(name, random.nextBoolean() ? Schema.STRING_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA);
                    values.add(text());
                }
            }
        }
        Struct struct = new Struct(builder.build());
        int at = 0;
        for (Field field : struct.schema().fields()) {
            struct.put(field, values.get(at++));
        }
        return struct;
    }

    private Object leaf() {
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 ->
                switch (random.nextInt(5)) {
                    case 0 -> Double.NaN;
                    case 1 -> Float.NEGATIVE_INFINITY;
                    case 2 -> Long.MIN_VALUE;
                    case 3 -> 4.111111111111111e15;
                    default -> random.nextDouble() * 1e300;
                };
            case 5 -> new BigInteger(random.nextInt(1, 4_000), new Random(random.nextLong()));
            case 6 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-100_000, 100_000));
            case 7 -> new Date(random.nextLong(4_000_000_000_000L));
            case 8, 9 -> bytes();
            case 10 -> random.nextInt(50) == 0 ? (Object) 'c' : (byte) random.nextInt();
            default -> text();
        };
    }

    private Object bytes() {
        byte[] bytes;
        if (random.nextInt(3) == 0) {
            bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
        } else {
            bytes = text().getBytes(StandardCharsets.UTF_8);
        }
        if (random.nextBoolean()) {
            return bytes;
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 3);
        direct.position(3);
        direct.put(bytes).position(3);
        return random.nextBoolean() ? direct.slice() : ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Noise, in it perhaps a secret, perhaps within JSON, perhaps cut off. */
    String text() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> noise(random.nextInt(6));
            case 2 -> json(1 + random.nextInt(4));
            case 3 -> cut();
            case 4 -> random.nextInt(20) == 0 ? noise(1).repeat(LONGEST / 8) : mutated();
            default -> mutated();
        };
    }

    /** JSON that ends anywhere, but not within a secret: half a secret may be none. */
    private String cut() {
        int before = planted.size();
        String json = json(1);
        String begin = json.substring(0, random.nextInt(json.length() + 1));
        List<String> cut = planted.subList(before, planted.size());
        cut.removeIf(
                secret -> !begin.contains(secret + (secret.contains("@") || secret.startsWith("AKIA") ? "" : "@")));
        return begin;
    }

    private String mutated() {
        return noise(random.nextInt(12)) + " " + secret() + " " + noise(random.nextInt(12));
    }

    private String json(int levels) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            members.put(
                    "m" + i + name(),
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt();
                        case 1 -> List.of(noise(3), mutated());
                        case 2 -> new BigDecimal("1e" + random.nextInt(200));
                        case 3 -> Map.of("k", noise(2), "n", random.nextBoolean());
                        default -> random.nextBoolean() ? mutated() : noise(4);
                    });
        }
        if (levels > 1) {
            members.put("inner", json(levels - 1));
        }
        if (random.nextInt(12) == 0) {
            int deep = random.nextInt(260);
            return "[".repeat(deep) + JsonText.write(members) + "]".repeat(deep);
        }
        String text = JsonText.write(members);
        return random.nextInt(4) == 0 ? escaped(text) : text;
    }

    /** The same JSON with an escape for every sign that hides one. */
    private static String escaped(String json) {
        return json.replace("@", "\\u0040").replace("/", "\\/");
    }

    /** A secret that the scanner finds whatever is around it. */
    private String secret() {
        String secret = switch (random.nextInt(4)) {
            case 0 -> "AKIA" + letters(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
            case 1 -> "postgres://app:" + letters(12, "abcdefghijkmnpqrstuvwxyz23456789") + "@db.internal/x";
            default -> letters(9, "abcdefghijklmnopqrstuvwxyz") + "@canary.example.org";
        };
        planted.add(secret.startsWith("postgres") ? secret.substring(15, 27) : secret);
        return random.nextInt(8) == 0
                ? Base64.getEncoder().encodeToString(("to " + secret + " now").getBytes(StandardCharsets.UTF_8))
                : secret;
    }

    private String noise(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            int kind = random.nextInt(10);
            if (kind == 0) {
                text.appendCodePoint(random.nextInt(0x10000));
            } else if (kind == 1) {
                text.append(random.nextInt(1_000_000));
            } else {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private String letters(int count, String alphabet) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
