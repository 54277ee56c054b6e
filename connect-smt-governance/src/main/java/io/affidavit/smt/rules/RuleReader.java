/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.affidavit.core.yaml.YamlNode;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.Sensitivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads rule documents, strictly: what is not understood is refused, with line and path. */
final class RuleReader {

    private static final String FORMAT = "1";
    private static final int MOST_RULES = 200;
    private static final int MOST_TERMS = 100_000;
    private static final int LONGEST_TERM = 200;
    private static final int LONGEST_PATTERN = 1_000;
    /** Instructions of all patterns together: the most that one character of a text can cost. */
    private static final int MOST_INSTRUCTIONS = 5_000;

    private static final int DEFAULT_SCORE = 90;
    private static final Pattern MARK = Pattern.compile("\\[[A-Z0-9_]{1,60}]");
    private static final String LEVELS =
            Arrays.stream(Sensitivity.values()).map(Sensitivity::text).collect(Collectors.joining(", "));

    private final Set<String> names = new HashSet<>();
    private int terms;
    private int instructions;

    private RuleReader() {}

    /** @throws RuleException if the text holds no valid rules */
    static List<Rule> read(String yaml) {
        YamlNode root = YamlNode.parse(CustomRules.KIND, yaml);
        Map<String, YamlNode> parts = root.map("format", "rules");
        YamlNode format = root.required(parts, "format");
        if (!format.text().equals(FORMAT)) {
            throw format.error("this release reads format " + FORMAT + " only");
        }
        YamlNode list = root.required(parts, "rules");
        if (list.list().size() > MOST_RULES) {
            throw list.error("it has more than " + MOST_RULES + " rules");
        }
        RuleReader reader = new RuleReader();
        return list.list().stream().map(reader::rule).toList();
    }

    private Rule rule(YamlNode node) {
        Map<String, YamlNode> parts = node.map("name", "terms", "patterns", "mark", "sensitivity", "score", "context");
        if (!parts.containsKey("terms") && !parts.containsKey("patterns")) {
            throw node.error("it has neither terms nor patterns");
        }
        return new Rule(
                label(node, parts),
                texts(parts.get("terms"), this::term),
                patterns(parts.get("patterns")),
                score(parts.get("score")),
                texts(parts.get("context"), this::term));
    }

    private Label label(YamlNode node, Map<String, YamlNode> parts) {
        YamlNode name = node.required(parts, "name");
        String id = Labels.CUSTOM + "." + name.text();
        if (!Labels.custom(id)) {
            throw name.error(
                    "it must be lower-case words of letters, digits and _, joined by dots, 90 characters at most");
        }
        if (!names.add(id)) {
            throw name.error("another rule has this name");
        }
        YamlNode mark = parts.get("mark");
        YamlNode level = parts.get("sensitivity");
        if (mark != null && !MARK.matcher(mark.text()).matches()) {
            throw mark.error("it must be up to 60 capitals, digits and _ in square brackets, such as [PROJECT]");
        }
        return new Label(
                id,
                mark == null ? "[" + name.text().replace('.', '_').toUpperCase(Locale.ROOT) + "]" : mark.text(),
                level == null ? Sensitivity.CONFIDENTIAL : level(level));
    }

    private static Sensitivity level(YamlNode node) {
        String text = node.text();
        return Arrays.stream(Sensitivity.values())
                .filter(level -> level.text().equals(text))
                .findFirst()
                .orElseThrow(() -> node.error("it must be one of " + LEVELS));
    }

    private static int score(YamlNode node) {
        if (node == null) {
            return DEFAULT_SCORE;
        }
        String text = node.text();
        int score = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (score < 1 || score > 100) {
            throw node.error("it must be a number from 1 to 100");
        }
        return score;
    }

    private static List<String> texts(YamlNode node, Predicate<String> fits) {
        List<String> texts = new ArrayList<>();
        if (node != null) {
            for (YamlNode item : node.list()) {
                String text = Terms.normal(item.text());
                if (!fits.test(text)) {
                    throw item.error("it must have 2 to " + LONGEST_TERM + " characters, and all rules together "
                            + MOST_TERMS + " terms at most");
                }
                texts.add(text);
            }
        }
        return texts;
    }

    private boolean term(String text) {
        return text.length() >= 2 && text.length() <= LONGEST_TERM && ++terms <= MOST_TERMS;
    }

    private List<Pattern> patterns(YamlNode node) {
        List<Pattern> patterns = new ArrayList<>();
        if (node != null) {
            for (YamlNode item : node.list()) {
                patterns.add(pattern(item));
            }
        }
        return patterns;
    }

    private Pattern pattern(YamlNode node) {
        if (node.text().length() > LONGEST_PATTERN) {
            throw node.error("it is longer than " + LONGEST_PATTERN + " characters");
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(node.text());
        } catch (PatternSyntaxException e) {
            throw node.error("it is no pattern of RE2: " + e.getDescription());
        }
        if (pattern.matcher("").find()) {
            throw node.error("it matches empty text");
        }
        instructions += pattern.programSize();
        if (instructions > MOST_INSTRUCTIONS) {
            throw node.error(
                    "with it, the patterns of all rules are too large together; shorten repetitions such as {1000}");
        }
        return pattern;
    }
}
