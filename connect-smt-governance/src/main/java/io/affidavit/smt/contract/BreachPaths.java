/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes where a contract is broken with the names the contract knows: a name that only the payload knows is content. */
final class BreachPaths {

    private static final String UNKNOWN = "*";

    private final Set<String> names;

    private BreachPaths(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** @param contract as maps and lists */
    static BreachPaths of(Object contract) {
        Set<String> names = new HashSet<>();
        collect(contract, names);
        return new BreachPaths(names);
    }

    private static void collect(Object part, Set<String> names) {
        if (part instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add(name.toString()));
            }
            if (map.get("required") instanceof Collection<?> required) {
                required.forEach(name -> names.add(name.toString()));
            }
            map.values().forEach(value -> collect(value, names));
        } else if (part instanceof Collection<?> items) {
            items.forEach(item -> collect(item, names));
        }
    }

    String of(Error error) {
        StringBuilder path = new StringBuilder();
        NodePath location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            if (element instanceof Integer) {
                path.append("[]");
            } else {
                add(path, element.toString());
            }
        }
        // for a missing or superfluous member the location is that of the object around it
        if (error.getProperty() != null) {
            add(path, error.getProperty());
        }
        return path.length() == 0 ? UNKNOWN : path.toString();
    }

    private void add(StringBuilder path, String name) {
        path.append(path.length() == 0 ? "" : ".").append(names.contains(name) ? name : UNKNOWN);
    }
}
