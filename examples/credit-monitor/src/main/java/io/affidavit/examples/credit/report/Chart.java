/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import io.affidavit.examples.credit.stream.Week;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A chart over the week as SVG: lines or bars by the hour, one threshold, moments to point at.
 *
 * @param title what is shown
 * @param axis what the vertical axis counts
 * @param top of the vertical axis, which begins at 0; larger values are drawn at the top
 * @param bars whether the series is drawn as bars
 * @param threshold a line at this value, if any
 */
record Chart(
        String title,
        String axis,
        double top,
        boolean bars,
        Optional<Double> threshold,
        List<Series> series,
        List<Mark> marks) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 210;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int ABOVE = 24;
    private static final int BELOW = 26;
    private static final int STEPS = 4;
    private static final int MARKED = 6;
    private static final int CROWDED = 22;
    private static final Duration WINDOW = Duration.ofHours(1);

    Chart {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
    }

    /** A figure with its title and legend. */
    String html() {
        StringBuilder html = new StringBuilder();
        html.append("<figure>\n<figcaption>").append(Text.escape(title)).append("</figcaption>\n");
        legend(html);
        html.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Text.escape(title)));
        axes(html);
        threshold.ifPresent(value -> html.append(String.format(
                Locale.ROOT,
                "<line class=\"threshold\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                LEFT,
                WIDTH - RIGHT,
                y(value),
                y(value))));
        series.forEach(each -> draw(html, each));
        mark(html);
        return html.append("</svg>\n</figure>\n").toString();
    }

    private void legend(StringBuilder html) {
        html.append("<ul class=\"legend\">");
        for (Series each : series) {
            key(html, each.style(), each.name());
        }
        threshold.ifPresent(
                value -> key(html, "threshold", String.format(Locale.ROOT, "threshold %s", trimmed(value))));
        for (Mark.Kind kind : Mark.Kind.values()) {
            if (marks.stream().anyMatch(mark -> mark.kind() == kind)) {
                key(html, kind.name().toLowerCase(Locale.ROOT), kind == Mark.Kind.PLANTED ? "planted" : "found");
            }
        }
        html.append("</ul>\n");
    }

    private static void key(StringBuilder html, String style, String name) {
        html.append("<li><i class=\"")
                .append(style)
                .append("\"></i>")
                .append(Text.escape(name))
                .append("</li>");
    }

    private void axes(StringBuilder html) {
        for (int step = 0; step <= STEPS; step++) {
            double value = top * step / STEPS;
            html.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(value),
                    y(value),
                    LEFT - 6,
                    y(value) + 4,
                    trimmed(value)));
        }
        for (Instant day = Week.begin(); day.isBefore(Week.end()); day = day.plus(Duration.ofDays(1))) {
            html.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                            + "<text class=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    x(day),
                    x(day),
                    ABOVE,
                    HEIGHT - BELOW + 4,
                    x(day.plus(Duration.ofHours(12))),
                    HEIGHT - 8,
                    Words.time(day).substring(0, 3)));
        }
        html.append(String.format(
                Locale.ROOT,
                "<text class=\"middle\" transform=\"translate(11 %d) rotate(-90)\">%s</text>%n",
                (ABOVE + HEIGHT - BELOW) / 2,
                Text.escape(axis)));
    }

    private void draw(StringBuilder html, Series each) {
        if (bars) {
            for (Point point : each.points()) {
                double left = x(point.start());
                html.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>%n",
                        each.style(),
                        left + .5,
                        y(point.value()),
                        x(point.start().plus(WINDOW)) - left - 1,
                        y(0) - y(point.value()),
                        tip(each, point)));
            }
            return;
        }
        StringBuilder path = new StringBuilder();
        Instant before = null;
        for (Point point : each.points()) {
            boolean goesOn = before != null && !point.start().isAfter(before.plus(WINDOW));
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", goesOn ? "L" : "M", middle(point), y(point.value())));
            before = point.start();
        }
        if (path.isEmpty()) {
            return;
        }
        html.append("<path class=\"")
                .append(each.style())
                .append("\" d=\"")
                .append(path)
                .append("\"/>\n");
        for (Point point : each.points()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"><title>%s</title></circle>%n",
                    each.style(),
                    middle(point),
                    y(point.value()),
                    tip(each, point)));
        }
    }

    private static String tip(Series series, Point point) {
        return Text.escape(series.name() + ", " + Words.hour(point.start()) + ": " + trimmed(point.value()));
    }

    /** Lines through the plot. What was planted is told at the left of its line, what was found at the right. */
    private void mark(StringBuilder html) {
        List<Mark> ordered = marks.stream()
                .sorted(Comparator.comparing(Mark::kind).thenComparing(Mark::time))
                .toList();
        double last = Double.NEGATIVE_INFINITY;
        double beside = 0;
        for (Mark mark : ordered) {
            double x = x(mark.time());
            boolean planted = mark.kind() == Mark.Kind.PLANTED;
            beside = !planted && x - last < CROWDED ? Math.max(x, beside + CROWDED) : x;
            last = planted ? last : beside;
            html.append(String.format(
                    Locale.ROOT,
                    "<g class=\"%s\"><line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                            + "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text></g>%n",
                    mark.kind().name().toLowerCase(Locale.ROOT),
                    x,
                    x,
                    MARKED,
                    HEIGHT - BELOW,
                    planted ? "end" : "start",
                    planted ? x - 4 : beside + 4,
                    MARKED + 8,
                    Text.escape(mark.text())));
        }
    }

    private static double x(Instant time) {
        double all = Duration.between(Week.begin(), Week.end()).toMillis();
        double place = Duration.between(Week.begin(), time).toMillis() / all;
        return LEFT + Math.min(1, Math.max(0, place)) * (WIDTH - LEFT - RIGHT);
    }

    private static double middle(Point point) {
        return x(point.start().plus(WINDOW.dividedBy(2)));
    }

    private double y(double value) {
        double place = Math.min(1, Math.max(0, value / top));
        return HEIGHT - BELOW - place * (HEIGHT - BELOW - ABOVE);
    }

    private static String trimmed(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
