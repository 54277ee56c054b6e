/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.identity.KeyedHash;
import java.util.List;
import java.util.Map;

/**
 * One source row while it is mapped. Stringified JSON columns are opened when a path first leads into them, and once only.
 * Reading with {@link #take} accounts for a path; what is not accounted for is found by {@link #leftovers}. For one thread.
 */
public final class Row {

    private final PathTable table;
    private final Columns columns;
    private final OpenedTexts texts;
    private final Object[] roots;
    private final Object[] opened;
    private final boolean[] used;
    /** Whether the places below a column, or below the element, were looked up. */
    private final boolean[] followed;
    /** What stands at each path that leads below a column, by slot. */
    private final Object[] found;

    private final KnownForms forms = new KnownForms();
    /** The column whose canonical form was searched last, and that form; null where it has none. */
    private int searchedIn = -1;

    private CanonicalText searched;
    private int lastTaken = -1;

    Row(PathTable table, Columns columns, OpenedTexts texts) {
        this.texts = texts;
        this.table = table;
        this.columns = columns;
        this.roots = new Object[table.rootCount()];
        this.opened = new Object[table.rootCount()];
        this.used = new boolean[table.pathCount()];
        this.followed = new boolean[table.rootCount()];
        this.found = new Object[table.pathCount()];
        columns.fill(roots);
    }

    /** The value at a path without accounting for it; null where there is none. */
    public Object peek(SourcePath path) {
        if (path.rest().isEmpty()) {
            return roots[path.root()];
        }
        if (!followed[path.root()]) {
            followed[path.root()] = true;
            follow(path.root());
        }
        return found[path.slot()];
    }

    private void follow(int root) {
        PathNode tree = table.tree(root);
        if (opened[root] == null && roots[root] instanceof String text && tree.searchesCanonical()) {
            searched = CanonicalText.of(text);
            searchedIn = root;
            if (searched != null && new CanonicalSearch(searched, found).find(tree)) {
                return;
            }
            tree.forget(found);
        }
        tree.find(opened(root), found);
    }

    /** The value at a path, accounted for. */
    public Object take(SourcePath path) {
        Object value = peek(path);
        if (value != null) {
            used[path.slot()] = true;
            lastTaken = path.slot();
        }
        return value;
    }

    /** As {@link #peek}, but a column that is JSON text of an object or array comes parsed. */
    public Object peekOpened(SourcePath path) {
        return path.rest().isEmpty() ? opened(path.root()) : peek(path);
    }

    /**
     * The value at a path for a field of JSON, accounted for. A column that is JSON text comes as {@link CanonicalText}, which
     * costs no parsed values.
     */
    public Object takeCanonical(SourcePath path) {
        Object value = take(path);
        if (value instanceof String text && path.rest().isEmpty()) {
            CanonicalText form = searchedIn == path.root() ? searched : CanonicalText.of(text);
            return form != null ? form : opened(path.root());
        }
        if (value == null || path.rest().isEmpty()) {
            return value == null ? null : opened(path.root());
        }
        return value instanceof List ? Nested.open(value) : value;
    }

    /** How the columns differ from those the mapping was made from. */
    public ColumnChanges changes() {
        return columns.changes(table);
    }

    /** Makes paths into an element lead into this one. */
    public void enter(Object item) {
        int root = table.elementRoot();
        if (root >= 0) {
            roots[root] = item;
            opened[root] = null;
            searchedIn = -1;
            followed[root] = false;
            table.tree(root).forget(found);
        }
    }

    /** Takes back the accounting of the value taken last: it could not be used. */
    public void untakeLast() {
        if (lastTaken >= 0) {
            used[lastTaken] = false;
        }
    }

    /** Every column, or member of a spread object, that was not taken: by name, as text; nested values as canonical JSON. */
    public Map<String, Object> leftovers() {
        Leftovers left = new Leftovers();
        columns.forEach((root, name, value) -> {
            PathNode tree = root < 0 ? null : table.tree(root);
            collect(left, tree, name, tree != null && tree.opens() ? opened(root) : value);
        });
        return left.map();
    }

    /** The hash of name and text of every column that has a value, in turn, sorted by name. */
    public String hash(KeyedHash keyed) {
        KeyedHash.Sequence sequence = keyed.begin();
        columns.addTo(sequence, forms);
        return sequence.hash();
    }

    /** A value of this row as nanoseconds since the epoch; null as for {@link Times#nanos}. */
    public Long nanos(Object value) {
        return forms.nanos(value);
    }

    /** As {@link #nanos}, but milliseconds, rounded down. */
    public Long millis(Object value) {
        return Times.millis(forms.nanos(value));
    }

    /** A value of this row as text, as {@link Values#text} has it. */
    public String text(Object value) {
        return forms.text(value);
    }

    private void collect(Leftovers left, PathNode node, String name, Object value) {
        if (value == null || (node != null && node.consumed(used))) {
            return;
        }
        Map<?, ?> members = node != null && node.opens() ? Nested.members(value) : null;
        if (members == null) {
            left.add(name, Values.text(value));
            return;
        }
        String prefix = node.memberPrefix(name);
        members.forEach((key, member) -> {
            String child = String.valueOf(key);
            collect(left, node.child(child), prefix + child, member);
        });
    }

    private Object opened(int root) {
        if (opened[root] == null && roots[root] != null) {
            opened[root] = texts.open(root, roots[root]);
        }
        return opened[root];
    }
}
