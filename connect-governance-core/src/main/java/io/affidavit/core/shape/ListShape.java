/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.yaml.YamlNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A list.
 *
 * @param item of which each item is
 * @param most items
 */
public record ListShape(Shape item, int most) implements Shape {

    public ListShape {
        Objects.requireNonNull(item, "item");
    }

    @Override
    public void check(YamlNode node, Consumer<IllegalArgumentException> faults) {
        if (!node.isList()) {
            faults.accept(node.error("it must be a list"));
            return;
        }
        List<YamlNode> items = node.list();
        if (items.size() > most) {
            faults.accept(node.error("it has more than " + most + " items"));
            return;
        }
        items.forEach(each -> item.check(each, faults));
    }

    @Override
    public Object plain(YamlNode node) {
        return node.list().stream().map(item::plain).toList();
    }

    @Override
    public void schema(ObjectNode schema) {
        schema.put("type", "array").put("maxItems", most);
        item.schema(schema.putObject("items"));
    }

    @Override
    public String words() {
        return item instanceof MembersShape ? "a list" : "a list, each item " + item.words();
    }
}
