/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.protect.Action;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Turns field rules into a deterministic automaton over field names, by the subset construction. A rule holds for the field
 * it names and everything beneath.
 */
public final class PathTree {

    private static final int MAX_NODES = 20_000;
    private static final String ONE = "*";
    private static final String ANY = "**";

    private final List<FieldRule> rules;
    private final Action otherwise;
    private final Map<Set<State>, PathNode> nodes = new HashMap<>();
    private final Deque<Set<State>> open = new ArrayDeque<>();
    private final PathNode root;

    private PathTree(List<FieldRule> rules, Action otherwise) {
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
        Set<State> start = new HashSet<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            enter(start, rule, 0);
        }
        this.root = node(start);
        while (!open.isEmpty()) {
            connect(open.remove());
        }
        boolean news = true;
        while (news) {
            news = false;
            for (PathNode node : nodes.values()) {
                news |= node.learn();
            }
        }
    }

    /**
     * @throws IllegalArgumentException if the wildcards of the rules multiply beyond reason
     */
    public static PathTree of(List<FieldRule> rules) {
        return new PathTree(rules, null);
    }

    /**
     * As {@link #of(List)}, where everything that no rule names is protected whatever it holds.
     *
     * @param otherwise how
     */
    public static PathTree of(List<FieldRule> rules, Action otherwise) {
        return new PathTree(rules, Objects.requireNonNull(otherwise, "otherwise"));
    }

    PathNode root() {
        return root;
    }

    private void connect(Set<State> states) {
        Set<String> names = new HashSet<>();
        for (State state : states) {
            String segment = segment(state);
            if (segment != null && !segment.equals(ONE) && !segment.equals(ANY)) {
                names.add(segment);
            }
        }
        Map<String, PathNode> children = new HashMap<>();
        names.forEach(name -> children.put(name, node(step(states, name))));
        nodes.get(states).connect(children, node(step(states, null)));
    }

    /** The states after one name; null stands for every name that no rule mentions here. */
    private Set<State> step(Set<State> states, String name) {
        Set<State> next = new HashSet<>();
        for (State state : states) {
            String segment = segment(state);
            if (segment == null || segment.equals(ANY)) {
                enter(next, state.rule(), state.at());
            } else if (segment.equals(ONE) || segment.equals(name)) {
                enter(next, state.rule(), state.at() + 1);
            }
        }
        return next;
    }

    private void enter(Set<State> states, int rule, int at) {
        State state = new State(rule, at);
        states.add(state);
        if (ANY.equals(segment(state))) {
            enter(states, rule, at + 1);
        }
    }

    /** The segment a state waits for, or null where its rule has matched. */
    private String segment(State state) {
        List<String> segments = rules.get(state.rule()).path().segments();
        return state.at() < segments.size() ? segments.get(state.at()) : null;
    }

    private PathNode node(Set<State> states) {
        PathNode known = nodes.get(states);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= MAX_NODES) {
            throw new IllegalArgumentException(
                    "Cannot combine field paths: too many wildcards. Use fewer paths with **.");
        }
        Action forced = null;
        boolean ignored = false;
        boolean watched = false;
        boolean passed = false;
        // of several rules that force, the first counts
        for (State state : states.stream()
                .filter(state -> segment(state) == null)
                .sorted(Comparator.comparingInt(State::rule))
                .toList()) {
            FieldRule rule = rules.get(state.rule());
            forced = rule.kind() == FieldRule.Kind.FORCE && forced == null ? rule.forced() : forced;
            ignored |= rule.kind() == FieldRule.Kind.IGNORE;
            watched |= rule.kind() == FieldRule.Kind.WATCH;
            passed |= rule.kind() == FieldRule.Kind.PASS;
        }
        boolean unnamed = otherwise != null && forced == null && !ignored && !watched && !passed;
        PathNode node = new PathNode(
                unnamed ? otherwise : forced, ignored && forced == null, watched && forced == null, unnamed);
        nodes.put(states, node);
        open.add(states);
        return node;
    }

    private record State(int rule, int at) {}
}
