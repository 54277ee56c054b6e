/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.data.JsonText;
import io.affidavit.monitor.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An incoming webhook of Slack: a line for notifications, and blocks for the channel (Slack API, Block Kit). */
final class SlackFormat implements Format {

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3_000;

    @Override
    public String body(Message message) {
        Incident incident = message.incident();
        List<String> lines = new ArrayList<>();
        lines.add("*Severity:* " + incident.severity().text() + "   *State:* "
                + incident.state().text());
        if (!incident.owner().isEmpty()) {
            lines.add("*Owner:* " + escaped(incident.owner()));
        }
        incident.scope().forEach((path, value) -> lines.add("*" + escaped(path) + ":* " + escaped(value)));
        lines.add("*Window:* " + incident.windowStart() + " to " + incident.windowEnd());
        lines.add("*Rule:* " + escaped(incident.kind())
                + (incident.rule().policy().isEmpty()
                        ? ""
                        : " of " + escaped(incident.rule().policy())));
        String context = incident.where().topic() + "-" + incident.where().partition() + "   " + incident.id();
        return JsonText.write(Map.of(
                "text",
                escaped("[" + incident.severity().text() + "] " + message.title()),
                "blocks",
                List.of(
                        Map.of("type", "header", "text", text("plain_text", cut(message.title(), LONGEST_HEADER))),
                        Map.of(
                                "type",
                                "section",
                                "text",
                                text("mrkdwn", cut(String.join("\n", lines), LONGEST_SECTION))),
                        Map.of("type", "context", "elements", List.of(text("mrkdwn", escaped(context)))))));
    }

    private static Map<String, Object> text(String type, String text) {
        return Map.of("type", type, "text", text);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
