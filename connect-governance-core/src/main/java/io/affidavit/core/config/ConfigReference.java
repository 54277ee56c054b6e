/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Renders keys as a Markdown section: the configuration reference is written by the code it describes. */
public final class ConfigReference {

    private ConfigReference() {}

    /**
     * A section headed {@code ## title}, with one table per group in order of declaration.
     *
     * @return Markdown that ends with a line feed
     */
    public static String markdown(String title, ConfigKeys keys) {
        Map<String, List<ConfigKey>> groups = keys.list().stream()
                .collect(Collectors.groupingBy(ConfigKey::group, LinkedHashMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder("## ").append(title).append("\n\n");
        groups.forEach((group, members) -> {
            page.append("### ").append(group).append("\n\n");
            page.append("| Key | Type | Default | Valid values | What it does | Since |\n");
            page.append("|---|---|---|---|---|---|\n");
            members.forEach(key -> page.append(row(key)));
            page.append('\n');
        });
        return page.toString();
    }

    private static String row(ConfigKey key) {
        return "| `" + key.name() + "` | " + key.type().name().toLowerCase(Locale.ROOT) + " | " + defaultText(key)
                + " | " + validText(key) + " | " + cell(key.documentation()) + " | " + key.since() + " |\n";
    }

    private static String defaultText(ConfigKey key) {
        if (key.required()) {
            return "**required**";
        }
        Object value = key.defaultValue();
        if (value == null || key.type() == Type.PASSWORD) {
            return "none";
        }
        String text = value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
        return text.isEmpty() ? "empty" : "`" + cell(text) + "`";
    }

    private static String validText(ConfigKey key) {
        if (key.validator() != null) {
            return cell(key.validator().toString());
        }
        return key.type() == Type.BOOLEAN ? "true, false" : "any";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", "<br>");
    }
}
