/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.rules;

import io.affidavit.smt.detect.Detector;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.config.ConfigException;

/** Finds detectors beside this jar. Only those that are named are ever created. */
public final class Detectors {

    private Detectors() {}

    /** Whether exactly one detector has this class name, in full or simple. */
    public static boolean present(String name) {
        return providers(name).size() == 1;
    }

    /**
     * Creates and configures a detector.
     *
     * @throws IllegalArgumentException without a cause, if there is no such detector, or it does not start
     * @throws ConfigException if the detector says so of its settings, or gives labels that it may not
     */
    static ChosenDetector start(String name, Map<String, String> settings) {
        List<Provider<Detector>> providers = providers(name);
        if (providers.size() != 1) {
            throw new IllegalArgumentException(
                    "there is not exactly one detector of this class in the plugin's directory");
        }
        Detector detector = create(providers.get(0));
        try {
            detector.configure(settings);
            return new ChosenDetector(
                    providers.get(0).type().getSimpleName(), detector, labels(detector), new AtomicBoolean());
        } catch (ConfigException e) {
            detector.close();
            throw e;
        } catch (RuntimeException | LinkageError e) {
            // what it says may hold a setting
            detector.close();
            throw new IllegalArgumentException(
                    "the detector does not start (" + e.getClass().getName() + ")");
        }
    }

    private static Detector create(Provider<Detector> provider) {
        try {
            return provider.get();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException(
                    "the detector cannot be created; it needs a public constructor that works");
        }
    }

    private static Set<Label> labels(Detector detector) {
        Set<Label> labels = new HashSet<>(detector.labels());
        for (Label label : labels) {
            if (!Labels.all().contains(label) && !Labels.custom(label.id())) {
                throw new ConfigException(
                        "Cannot use detector: it gives a label that is neither built in nor begins with "
                                + Labels.CUSTOM + ". Correct the detector, or take it out.");
            }
        }
        return labels;
    }

    private static List<Provider<Detector>> providers(String name) {
        try {
            return ServiceLoader.load(Detector.class, Detector.class.getClassLoader()).stream()
                    .filter(provider -> provider.type().getName().equals(name)
                            || provider.type().getSimpleName().equals(name))
                    .toList();
        } catch (ServiceConfigurationError e) {
            // some file in the directory names a class that is not there: nothing of it is used
            return List.of();
        }
    }
}
