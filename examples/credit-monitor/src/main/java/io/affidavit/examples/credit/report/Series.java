/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import java.util.List;

/**
 * What one line of a chart shows.
 *
 * @param name in the legend
 * @param style its class in the style sheet: a, b or c
 */
record Series(String name, String style, List<Point> points) {

    Series {
        points = List.copyOf(points);
    }
}
