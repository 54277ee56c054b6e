/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.core.yaml.YamlKind;
import io.affidavit.smt.scan.Finder;
import io.affidavit.smt.scan.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rules of the user's own. Immutable; safe for concurrent use. */
public final class CustomRules {

    static final YamlKind KIND = new YamlKind("rules", 10_000_000, RuleException::new);
    /** No rules. */
    public static final CustomRules NONE = new CustomRules("", List.of());

    private final String document;
    private final List<Rule> rules;
    private final Terms terms;
    private final List<Context> contexts;

    private CustomRules(String document, List<Rule> rules) {
        this.document = document;
        this.rules = List.copyOf(rules);
        Map<String, Integer> all = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            for (String term : rules.get(i).terms()) {
                all.putIfAbsent(term, i);
            }
        }
        this.terms = all.isEmpty() ? null : new Terms(all);
        this.contexts = rules.stream().map(rule -> new Context(rule.context())).toList();
    }

    /**
     * Reads rules.
     *
     * @param source a YAML file on the worker, or the YAML itself, known by a line break or an opening bracket
     * @throws RuleException if it cannot be read or is invalid
     */
    public static CustomRules of(String source) {
        String document = YamlKind.inline(source) ? source : KIND.file(source.trim());
        return new CustomRules(document, RuleReader.read(document));
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The YAML they were read from; empty for none. */
    String document() {
        return document;
    }

    List<Label> labels() {
        return rules.stream().map(Rule::label).toList();
    }

    /** Finders for one thread. */
    List<Finder> finders(Supplier<List<String>> path, int mostHits) {
        List<Finder> finders = new ArrayList<>();
        RuleHits hits = new RuleHits(rules, contexts, path, mostHits);
        if (terms != null) {
            finders.add(new TermFinder(terms, hits));
        }
        if (rules.stream().anyMatch(rule -> !rule.patterns().isEmpty())) {
            finders.add(new PatternFinder(rules, hits));
        }
        return finders;
    }
}
