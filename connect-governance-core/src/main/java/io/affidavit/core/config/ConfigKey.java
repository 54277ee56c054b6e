/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * One configuration key with all that a user interface or a reference page shows of it. Incomplete keys cannot be built:
 * group, display name and documentation are mandatory.
 *
 * @param defaultValue {@link ConfigDef#NO_DEFAULT_VALUE} for a required key, null for an optional one without default
 * @param validator null for a key that any value of its type satisfies
 * @param recommendations values a user interface offers; empty for none
 * @param agreement checks this key with all others; null for a key that stands alone
 * @param since the release that introduced the key
 */
public record ConfigKey(
        String name,
        Type type,
        Object defaultValue,
        ConfigDef.Validator validator,
        Importance importance,
        Width width,
        String group,
        String displayName,
        String documentation,
        List<Object> recommendations,
        Consumer<Map<String, Object>> agreement,
        List<String> dependents,
        String since) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    public ConfigKey {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Invalid config key name: " + name + ". Use lower-case words joined by dots.");
        }
        requireText(name, "group", group);
        requireText(name, "display name", displayName);
        requireText(name, "documentation", documentation);
        requireText(name, "since", since);
        if (!documentation.endsWith(".")) {
            throw new IllegalArgumentException("Invalid documentation of config key " + name
                    + ": it must be sentences that end with a full stop.");
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(importance, "importance");
        Objects.requireNonNull(width, "width");
        recommendations = List.copyOf(recommendations);
        dependents = List.copyOf(dependents);
    }

    /** Whether the user must set this key. */
    public boolean required() {
        return defaultValue == ConfigDef.NO_DEFAULT_VALUE;
    }

    public static Builder string(String name) {
        return new Builder(name, Type.STRING);
    }

    public static Builder integer(String name) {
        return new Builder(name, Type.INT);
    }

    public static Builder longInteger(String name) {
        return new Builder(name, Type.LONG);
    }

    public static Builder decimal(String name) {
        return new Builder(name, Type.DOUBLE);
    }

    public static Builder bool(String name) {
        return new Builder(name, Type.BOOLEAN).recommends(true, false);
    }

    public static Builder list(String name) {
        return new Builder(name, Type.LIST);
    }

    /** A secret: Connect masks it in the REST API, and it accepts ConfigProvider references. */
    public static Builder password(String name) {
        return new Builder(name, Type.PASSWORD);
    }

    private static void requireText(String key, String what, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("Incomplete config key " + key + ": it has no " + what + ".");
        }
    }

    /** Collects the parts of a key by name, so that none can be swapped for another. */
    public static final class Builder {
        private final String name;
        private final Type type;
        private Object defaultValue = ConfigDef.NO_DEFAULT_VALUE;
        private ConfigDef.Validator validator;
        private Importance importance = Importance.MEDIUM;
        private Width width = Width.MEDIUM;
        private String group;
        private String displayName;
        private String documentation;
        private List<Object> recommendations = List.of();
        private Consumer<Map<String, Object>> agreement;
        private List<String> dependents = List.of();
        private String since = "0.1.0";

        private Builder(String name, Type type) {
            this.name = name;
            this.type = type;
        }

        public Builder group(String value) {
            this.group = value;
            return this;
        }

        public Builder displayName(String value) {
            this.displayName = value;
            return this;
        }

        public Builder doc(String value) {
            this.documentation = value;
            return this;
        }

        public Builder importance(Importance value) {
            this.importance = value;
            return this;
        }

        public Builder width(Width value) {
            this.width = value;
            return this;
        }

        /** The value used when the user sets none. */
        public Builder defaultValue(Object value) {
            this.defaultValue = value;
            return this;
        }

        /** Makes the key optional with no default: its value is then null. */
        public Builder optional() {
            this.defaultValue = null;
            return this;
        }

        public Builder validator(ConfigDef.Validator value) {
            this.validator = value;
            return this;
        }

        public Builder recommends(Object... values) {
            this.recommendations = List.of(values);
            return this;
        }

        /**
         * Checks this key with all others, already when a configuration is validated over REST, where the parsed values of
         * keys that are invalid by themselves are missing. The transform or connector checks the same when it is configured.
         *
         * @param check throws a {@code ConfigException} where the keys do not agree
         */
        public Builder agrees(Consumer<Map<String, Object>> check) {
            this.agreement = check;
            return this;
        }

        public Builder dependents(String... keys) {
            this.dependents = List.of(keys);
            return this;
        }

        public Builder since(String release) {
            this.since = release;
            return this;
        }

        public ConfigKey build() {
            return new ConfigKey(
                    name,
                    type,
                    defaultValue,
                    validator,
                    importance,
                    width,
                    group,
                    displayName,
                    documentation,
                    recommendations,
                    agreement,
                    dependents,
                    since);
        }
    }
}
