/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.detect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Sensitivity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;

/**
 * Finds people of a list by their names, as a model would by what it learned. Setting {@code people} holds the names, joined
 * by semicolons; {@code below} a name that must be on the way to the text; {@code trouble} names what goes wrong.
 */
public final class PeopleDetector implements Detector {

    public static final Label PERSON = new Label("custom.person", "[PERSON]", Sensitivity.CONFIDENTIAL);
    /** How many there are that were not closed. */
    public static final AtomicInteger OPEN = new AtomicInteger();

    private static final int SCORE = 85;

    private List<String> people = List.of();
    private String below = "";
    private String trouble = "";

    public PeopleDetector() {
        OPEN.incrementAndGet();
    }

    @Override
    public void configure(Map<String, String> settings) {
        trouble = settings.getOrDefault("trouble", "");
        below = settings.getOrDefault("below", "");
        if (!settings.containsKey("people")) {
            throw new ConfigException("Cannot find people: there is no list of them. Set people.");
        }
        if (trouble.equals("start")) {
            throw new IllegalStateException("a secret setting: " + settings.get("people"));
        }
        people = List.of(settings.get("people").split(";"));
    }

    @Override
    public List<Label> labels() {
        return trouble.equals("labels")
                ? List.of(new Label("pii.person", "[PERSON]", Sensitivity.CONFIDENTIAL))
                : List.of(PERSON);
    }

    @Override
    public void detect(Passage passage, Report report) {
        if (!below.isEmpty() && !passage.path().contains(below)) {
            return;
        }
        String text = passage.text();
        for (String person : people) {
            for (int at = text.indexOf(person); at >= 0; at = text.indexOf(person, at + person.length())) {
                switch (trouble) {
                    case "throw" -> throw new IllegalStateException("cannot read " + text);
                    case "link" -> throw new NoClassDefFoundError(text);
                    case "overflow" -> throw new StackOverflowError(text);
                    case "span" -> report.found(at, text.length() + 1, PERSON, SCORE);
                    case "label" ->
                        report.found(at, at + 1, new Label("custom.other", "[X]", Sensitivity.PUBLIC), SCORE);
                    case "swallow" -> swallow(report, at);
                    default -> report.found(at, at + person.length(), PERSON, SCORE);
                }
            }
        }
    }

    @SuppressWarnings("UnusedException")
    private static void swallow(Report report, int at) {
        try {
            report.found(at, at, PERSON, SCORE);
        } catch (IllegalArgumentException e) {
            // a detector that does not care
        }
    }

    @Override
    public void close() {
        OPEN.decrementAndGet();
    }
}
