/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.testing;

import io.affidavit.monitor.detect.StreamDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Public series of single digits, and where a detector finds changes in them. */
public final class Series {

    private Series() {}

    /** The digits of a file of resources/series. */
    public static double[] of(String name) {
        try (InputStream file = Series.class.getResourceAsStream("/series/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .chars()
                    .filter(Character::isDigit)
                    .mapToDouble(digit -> digit - '0')
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indices at which the detector detects a change. */
    public static List<Integer> detections(StreamDetector detector, double[] series) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            if (detector.update(series[i])) {
                found.add(i);
            }
        }
        return found;
    }
}
