/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import io.affidavit.smt.scan.Label;
import java.util.List;
import java.util.Map;

/**
 * Finds sensitive content in texts of records. A public class with a public constructor without parameters, listed in
 * {@code META-INF/services/io.affidavit.smt.detect.Detector}; configuration names it by its class, in full or its simple name.
 *
 * <p>What an implementation promises:
 * <ul>
 *   <li>One instance serves all threads of a task at once: {@link #detect} is safe for concurrent use and keeps nothing of a
 *       text.
 *   <li>Its time is bounded, and linear in the length of the text: the task waits for it. A text has as many characters as
 *       {@code scan.max.leaf.chars} allows.
 *   <li>It neither logs content nor puts it into exceptions.
 *   <li>The same text at the same place gives the same findings, so that records join and tests mean something.
 * </ul>
 *
 * <p>What throws, or reports what it may not, fails closed: the text is replaced whole and labelled {@code failed}. It is asked
 * for texts as they stand and for what is opened inside them: JSON, base64, escapes.
 */
public interface Detector extends AutoCloseable {

    /**
     * Every label it reports: built-in ones, or ones of its own whose ids begin with {@code custom.}. Asked once, after
     * {@link #configure}.
     */
    List<Label> labels();

    /**
     * Reads its settings and loads what it needs, once, before anything else.
     *
     * @param settings values by name, from the keys under {@code mask.detector.<simple name>.} (or {@code classify.detector...})
     * @throws org.apache.kafka.common.config.ConfigException if they are wrong; the connector then fails with that message
     */
    default void configure(Map<String, String> settings) {}

    /** Looks at one text and reports what it finds, in any order; findings may overlap. */
    void detect(Passage passage, Report report);

    /** Lets go of what it holds. Nothing is asked afterwards. */
    @Override
    default void close() {}
}
