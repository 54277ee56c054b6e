/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Validators for single keys. A null value always passes: whether a key may be absent is decided by its default. Their
 * {@code toString} is the "valid values" text of the reference page; none of them repeats the refused value when the key
 * could hold a secret.
 */
public final class Checks {

    private Checks() {}

    public static ConfigDef.Validator nonBlank() {
        return check("non-blank text", value -> !value.toString().isBlank());
    }

    public static ConfigDef.Validator oneOf(String... values) {
        List<String> allowed = List.of(values);
        return check("one of " + String.join(", ", allowed), value -> allowed.contains(value.toString()));
    }

    public static ConfigDef.Validator atLeast(long minimum) {
        return check("at least " + minimum, value -> ((Number) value).longValue() >= minimum);
    }

    /** Both bounds are included. */
    public static ConfigDef.Validator between(double minimum, double maximum) {
        return check("from " + plain(minimum) + " to " + plain(maximum), value -> {
            double number = ((Number) value).doubleValue();
            return number >= minimum && number <= maximum;
        });
    }

    /** Text such as {@code 500ms}, {@code 30s}, {@code 15m}, {@code 12h}, {@code 7d} or ISO-8601 {@code PT15M}; positive. */
    public static ConfigDef.Validator duration() {
        return check("a positive duration such as 30s, 15m, 12h or 7d", value -> {
            try {
                return !Durations.parse(value.toString()).isNegative()
                        && !Durations.parse(value.toString()).equals(Duration.ZERO);
            } catch (DateTimeException e) {
                return false;
            }
        });
    }

    /** A secret key as it is configured: standard Base64 (RFC 4648) of at least so many bytes. Never repeats the value. */
    public static ConfigDef.Validator base64Key(int minimumBytes) {
        return check("Base64 of at least " + minimumBytes + " random bytes", value -> {
            String text = value instanceof Password password ? password.value() : value.toString();
            try {
                return Base64.getDecoder().decode(text.trim()).length >= minimumBytes;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }

    /** A validator that refuses with {@code Invalid value for configuration K: must be <expectation>}. */
    public static ConfigDef.Validator check(String expectation, Predicate<Object> predicate) {
        return new Check(expectation, predicate);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private record Check(String expectation, Predicate<Object> predicate) implements ConfigDef.Validator {

        @Override
        public void ensureValid(String name, Object value) {
            if (value != null && !predicate.test(value)) {
                throw new ConfigException(
                        "Invalid value for configuration " + name + ": it must be " + expectation + ".");
            }
        }

        @Override
        public String toString() {
            return expectation;
        }
    }
}
