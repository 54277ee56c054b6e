/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which paths the steps of one migration have made, changed and taken so far, so that none undoes another. */
final class StepLedger {

    private final Set<List<String>> made = new HashSet<>();
    private final Set<List<String>> taken = new LinkedHashSet<>();
    private final Set<List<String>> changed = new HashSet<>();
    private final Map<List<String>, List<String>> texts = new HashMap<>();

    /** A step reads a path and leaves nothing there. */
    List<String> take(YamlNode node, List<String> path) {
        if (made.contains(path)) {
            throw node.error("an earlier step of this migration makes this path; let that step do it at once");
        }
        stillThere(node, path);
        taken.add(path);
        return path;
    }

    /** A step puts something new at a path. */
    List<String> make(YamlNode node, List<String> path) {
        if (!made.add(path)) {
            throw node.error("an earlier step of this migration makes this path already");
        }
        return path;
    }

    /** A step of some kind changes what is at a path. */
    List<String> change(YamlNode node, List<String> path, String kind) {
        stillThere(node, path);
        List<String> key = new ArrayList<>(path);
        key.add(0, kind);
        if (!changed.add(key)) {
            throw node.error("an earlier step of this migration does the same to this path already");
        }
        return path;
    }

    /** One of the texts that a path can hold from here on. */
    void knows(List<String> path, String text) {
        texts.computeIfAbsent(path, ignored -> new ArrayList<>()).add(text);
    }

    List<String> known(List<String> path) {
        return texts.getOrDefault(path, List.of());
    }

    static boolean within(List<String> path, List<String> container) {
        return path.size() >= container.size()
                && path.subList(0, container.size()).equals(container);
    }

    private void stillThere(YamlNode node, List<String> path) {
        for (List<String> gone : taken) {
            if (within(path, gone) && made.stream().noneMatch(again -> within(path, again))) {
                throw node.error("an earlier step of this migration takes this path away");
            }
        }
    }
}
