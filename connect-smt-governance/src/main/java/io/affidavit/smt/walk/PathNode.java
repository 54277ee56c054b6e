/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.protect.Action;
import java.util.Map;

/**
 * A place in a record as the field rules see it: one state of the automaton that {@link PathTree} builds from all rules, so
 * that a step costs one lookup however many rules there are. Immutable once built.
 */
final class PathNode {

    final Action forced;
    final boolean ignored;
    final boolean watched;
    /** Whether it is protected whatever it holds because no rule names it. */
    final boolean unnamed;
    /** Tells places apart in tables of names. */
    final int salt = System.identityHashCode(this);

    private String[] names = {};
    private PathNode[] targets = {};
    private PathNode otherwise = this;
    private boolean forcesBelow;
    private boolean sparesBelow;
    private int mask;

    PathNode(Action forced, boolean ignored, boolean watched, boolean unnamed) {
        this.forced = forced;
        this.ignored = ignored;
        this.watched = watched;
        this.unnamed = unnamed;
    }

    /** Whether some place at or beneath this one is protected whatever it holds. */
    boolean forcesBelow() {
        return forcesBelow;
    }

    /** Whether some place beneath this one is not protected whatever it holds. */
    boolean sparesBelow() {
        return sparesBelow;
    }

    PathNode child(String name) {
        if (names.length == 0) {
            return otherwise;
        }
        int slot = name.hashCode() & mask;
        while (names[slot] != null) {
            if (names[slot].equals(name)) {
                return targets[slot];
            }
            slot = slot + 1 & mask;
        }
        return otherwise;
    }

    PathNode child(char[] text, int from, int to) {
        if (names.length == 0) {
            return otherwise;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = hash & mask;
        while (names[slot] != null) {
            if (same(names[slot], text, from, to)) {
                return targets[slot];
            }
            slot = slot + 1 & mask;
        }
        return otherwise;
    }

    void connect(Map<String, PathNode> children, PathNode rest) {
        otherwise = rest;
        if (children.isEmpty()) {
            return;
        }
        int capacity = Integer.highestOneBit(children.size() * 4);
        mask = capacity - 1;
        names = new String[capacity];
        targets = new PathNode[capacity];
        children.forEach((name, target) -> {
            int slot = name.hashCode() & mask;
            while (names[slot] != null) {
                slot = slot + 1 & mask;
            }
            names[slot] = name;
            targets[slot] = target;
        });
    }

    /** Learns from its children; returns whether that was news. */
    boolean learn() {
        boolean forces = forcesBelow || forced != null || otherwise.forcesBelow;
        boolean spares = sparesBelow || otherwise.spares();
        for (PathNode target : targets) {
            forces |= target != null && target.forcesBelow;
            spares |= target != null && target.spares();
        }
        boolean news = forces != forcesBelow || spares != sparesBelow;
        forcesBelow = forces;
        sparesBelow = spares;
        return news;
    }

    private boolean spares() {
        return forced == null || sparesBelow;
    }

    private static boolean same(String name, char[] text, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
