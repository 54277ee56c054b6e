/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.yaml.YamlNode;
import java.util.function.Consumer;

/** What may stand at a place of a document. */
public sealed interface Shape permits TextShape, PlainShape, ListShape, NamedShape, MembersShape {

    /** Tells every fault of the node and of what is under it; each says line and path. */
    void check(YamlNode node, Consumer<IllegalArgumentException> faults);

    /** The node as plain values, after {@link #check} found nothing. What is text stays as it is written. */
    Object plain(YamlNode node);

    /** Adds the JSON Schema 2020-12 of this shape. */
    void schema(ObjectNode schema);

    /** What may stand here, in a few words for people. */
    String words();
}
