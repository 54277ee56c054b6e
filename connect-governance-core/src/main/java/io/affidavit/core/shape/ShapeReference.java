/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

/** Writes the reference of a document's keys as a Markdown table: one row per key, in order. */
public final class ShapeReference {

    private ShapeReference() {}

    /** @return Markdown that ends with a line feed */
    public static String markdown(MembersShape root) {
        StringBuilder table =
                new StringBuilder("| Key | Required | What it must be | What it says |\n|---|---|---|---|\n");
        rows(root, "", table);
        return table.toString();
    }

    private static void rows(MembersShape shape, String prefix, StringBuilder table) {
        for (Member member : shape.members()) {
            String path = prefix + member.name();
            table.append("| `").append(path).append("` | ");
            table.append(member.required() ? "yes" : "no").append(" | ");
            table.append(cell(member.shape().words())).append(" | ");
            table.append(cell(member.doc())).append(" |\n");
            under(member.shape(), path, table);
        }
    }

    private static void under(Shape shape, String path, StringBuilder table) {
        if (shape instanceof MembersShape members) {
            rows(members, path + ".", table);
        } else if (shape instanceof ListShape list) {
            under(list.item(), path + "[]", table);
        } else if (shape instanceof NamedShape named) {
            under(named.value(), path + ".<" + named.label() + ">", table);
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
