/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Locale;

/** What a detector reads of a record. */
public enum MonitorInput {
    /** The number or outcome that is watched. */
    VALUE("The number that is watched, or the outcome where favourable names values."),
    /** The group that a decision was about. */
    GROUP("The attribute whose values are the groups that are compared, such as decision.subject_attributes.sex."),
    /** The version of the model. */
    VERSION("The version of the model, such as model.model_version."),
    /** The tool that an agent called. */
    TOOL("The name of the tool that was called, such as decision.tool_name."),
    /** The score beside an outcome. */
    SCORE("The score whose distribution is compared beside the outcome, such as decision.score."),
    /** Who or what records are about. */
    SUBJECT("Who or what records are about: the agent that calls tools, the actor that is denied, or the id that a call"
            + " and its approval share.");

    private final String doc;

    MonitorInput(String doc) {
        this.doc = doc;
    }

    /** As documents write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in a sentence. */
    String doc() {
        return doc;
    }
}
