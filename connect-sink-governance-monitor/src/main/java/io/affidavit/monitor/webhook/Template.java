/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON of the user's own with places for parts of the incident. {@code {{path}}} becomes a text with everything escaped that
 * JSON asks for, a number, a truth value, or an object or array as JSON; nothing where the incident holds nothing there.
 * A path is names joined by dots; names may hold dots themselves.
 */
final class Template implements Format {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]{1,200})\\s*}}");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /** What keeps a template from being JSON, whatever the incident; null if nothing does. */
    @SuppressWarnings("UnusedException") // its message says no more
    static String fault(String template) {
        String rest = PLACE.matcher(template).replaceAll("0");
        if (rest.contains("{{")) {
            return "a place that begins with {{ is no path, or does not end";
        }
        try {
            JsonText.parse(rest);
            return null;
        } catch (InvalidJsonException e) {
            return "it is no JSON, even with every place filled";
        }
    }

    @Override
    public String body(Message message) {
        Map<String, Object> members = new LinkedHashMap<>(message.json());
        members.put("change", message.change().kind().text());
        message.change().before().ifPresent(before -> members.put("previous_severity", before.text()));
        Matcher places = PLACE.matcher(text);
        StringBuilder body = new StringBuilder();
        while (places.find()) {
            places.appendReplacement(body, Matcher.quoteReplacement(filled(find(members, places.group(1)))));
        }
        return places.appendTail(body).toString();
    }

    /** The value at a path; a name with dots is found before the first of its parts. */
    private static Object find(Object from, String path) {
        if (!(from instanceof Map<?, ?> members)) {
            return null;
        }
        if (members.containsKey(path)) {
            return members.get(path);
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            Object value = find(members.get(path.substring(0, dot)), path.substring(dot + 1));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String filled(Object value) {
        if (value == null) {
            return "";
        }
        String json = JsonText.write(value);
        return value instanceof String ? json.substring(1, json.length() - 1) : json;
    }
}
