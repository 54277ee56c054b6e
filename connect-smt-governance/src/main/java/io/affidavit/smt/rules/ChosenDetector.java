/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.smt.detect.Detector;
import io.affidavit.smt.scan.Label;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector that configuration names.
 *
 * @param name what findings call it
 * @param labels what it may report
 * @param failed whether its first failure was told
 */
record ChosenDetector(String name, Detector detector, Set<Label> labels, AtomicBoolean failed) {

    private static final Logger LOG = LoggerFactory.getLogger(ChosenDetector.class);

    ChosenDetector {
        Objects.requireNonNull(detector, "detector");
        labels = Set.copyOf(labels);
    }

    boolean gives(Label label) {
        return label != null && labels.contains(label);
    }

    /** Tells the operator once: the labels of the records tell the rest. */
    void failed(Throwable error) {
        if (failed.compareAndSet(false, true)) {
            StackTraceElement[] frames = error.getStackTrace();
            LOG.warn(
                    "Detector {} failed with {} at {}. The texts on which it fails are replaced whole and labelled failed.",
                    name,
                    error.getClass().getName(),
                    frames.length == 0 ? "an unknown place" : frames[0]);
        }
    }
}
