/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.examples.credit.stream.Model;
import io.affidavit.examples.credit.stream.Week;
import io.affidavit.examples.credit.truth.Verdict;
import io.affidavit.examples.credit.watch.Told;
import io.affidavit.monitor.incident.Incident;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The report as one HTML file, which is well-formed XML too and loads nothing.
 *
 * @param rows decisions that were sent
 * @param seed what they were made from
 * @param first the first version of each incident, in the order in which they were raised
 * @param latest the latest version of each, in the same order
 */
public record Report(int rows, long seed, Evidence evidence, Verdict verdict, List<Told> first, List<Told> latest) {
    private static final double RATIO_THRESHOLD = .8;
    private static final double DRIFT_THRESHOLD = .25;
    private static final double RATIO_TOP = 1.2;
    private static final double DRIFT_LEAST_TOP = .4;
    private static final String DISPARITY = "credit.disparity";
    private static final String APPROVALS = "credit.approvals";
    private static final String NEW_VERSION = "credit.new-version";
    private static final String DRIFT = "credit.score-drift";
    private static final String AFTER_HOURS = "credit.after-hours";

    public Report {
        first = List.copyOf(first);
        latest = List.copyOf(latest);
    }

    /** The file. */
    public String html() {
        StringBuilder html = new StringBuilder(Page.begin("Credit monitor: a week of decisions"));
        head(html);
        found(html);
        for (Model model : Model.values()) {
            section(html, model);
        }
        all(html);
        return html.append(Page.end()).toString();
    }

    private void head(StringBuilder html) {
        html.append("<p>")
                .append(Text.escape("A week of " + Text.number(rows) + " credit decisions by "
                        + Model.values().length + " models, made from seed " + seed
                        + ". Charts are drawn from the archive: table "
                        + evidence.table() + ", snapshot " + evidence.snapshot() + ", "
                        + Text.number(evidence.decisions())
                        + " decisions, " + Text.number(evidence.figures()) + " figures of the monitor and "
                        + Text.number(evidence.incidents())
                        + " versions of its incidents. Times are those of the desk, " + Week.ZONE + "."));
        html.append("</p>\n");
        if (verdict.complaints().isEmpty()) {
            html.append("<p class=\"good\">Every planted fault was found in the hour in which it became significant; ")
                    .append("nothing else was raised.</p>\n");
        } else {
            html.append("<ul class=\"bad\">");
            verdict.complaints()
                    .forEach(each ->
                            html.append("<li>").append(Text.escape(each)).append("</li>"));
            html.append("</ul>\n");
        }
    }

    private void found(StringBuilder html) {
        Page.Table table = new Page.Table(
                "What was planted, and what was found",
                List.of("planted", "model", "begins", "significant in", "found in", "after onset", "incident"));
        for (Verdict.Outcome outcome : verdict.outcomes()) {
            Fault fault = outcome.fault();
            table.row(
                    fault.text(),
                    fault.model().text(),
                    Words.time(fault.begin()),
                    outcome.significant().map(hour -> Words.hour(hour.start())).orElse("never"),
                    outcome.foundIn().map(hour -> Words.hour(hour.start())).orElse("not found"),
                    outcome.toldAt()
                            .map(time -> Words.length(Duration.between(fault.begin(), time)))
                            .orElse(""),
                    outcome.found().map(told -> told.incident().id()).orElse(""));
        }
        table.row(
                "nothing (the control)",
                Model.CONTROL.text(),
                "",
                verdict.controlClean() ? "never" : "by chance",
                verdict.ofControl() + " incidents",
                "",
                "");
        html.append(table.html());
        html.append("<p class=\"note\">Significant in: computed from plain counts of the decisions that were sent, ")
                .append("without the monitor.</p>\n");
    }

    private void section(StringBuilder html, Model model) {
        html.append("<section>\n<h2>").append(Text.escape(model.text())).append("</h2>\n<p>");
        Optional<Fault> fault = Arrays.stream(Fault.values())
                .filter(each -> each.model() == model)
                .findFirst();
        html.append(Text.escape(fault.map(each -> "Planted " + Words.time(each.begin()) + ": " + each.text() + ".")
                .orElse("The control: nothing is planted.")));
        html.append("</p>\n");
        ModelFigures figures = evidence.models().getOrDefault(model.text(), new ModelFigures());
        charts(model, fault, figures).forEach(chart -> html.append(chart.html()));
        html.append("</section>\n");
    }

    private List<Chart> charts(Model model, Optional<Fault> fault, ModelFigures figures) {
        List<Point> drift = figures.figure(DRIFT + ".psi");
        List<Point> requests = figures.figure("usage.records");
        return List.of(
                new Chart(
                        model.text() + ": approval rate by sex, by the hour",
                        "approved",
                        1,
                        false,
                        Optional.empty(),
                        List.of(
                                new Series("women", "a", figures.approvals("F")),
                                new Series("men", "b", figures.approvals("M"))),
                        marks(model, fault, Set.of(APPROVALS, NEW_VERSION))),
                new Chart(
                        model.text() + ": impact ratio (credit.disparity)",
                        "ratio",
                        RATIO_TOP,
                        false,
                        Optional.of(RATIO_THRESHOLD),
                        List.of(new Series(
                                "lower rate over higher rate", "a", figures.figure(DISPARITY + ".impact_ratio"))),
                        marks(model, fault, Set.of(DISPARITY))),
                new Chart(
                        model.text() + ": drift of scores (credit.score-drift)",
                        "PSI",
                        top(drift, DRIFT_LEAST_TOP),
                        false,
                        Optional.of(DRIFT_THRESHOLD),
                        List.of(new Series("population stability index", "a", drift)),
                        marks(model, fault, Set.of(DRIFT, NEW_VERSION))),
                new Chart(
                        model.text() + ": requests per hour",
                        "requests",
                        top(requests, 4),
                        true,
                        Optional.empty(),
                        List.of(new Series("requests", "a", requests)),
                        marks(model, fault, Set.of(AFTER_HOURS))));
    }

    private static double top(List<Point> points, double least) {
        double most = points.stream().mapToDouble(Point::value).max().orElse(0);
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(most, least)))) / 2.5;
        return Math.max(least, Math.ceil(most / step) * step);
    }

    /** The planted moment, and the incidents of these monitors. */
    private List<Mark> marks(Model model, Optional<Fault> fault, Set<String> monitors) {
        List<Mark> marks = new ArrayList<>();
        fault.ifPresent(each -> marks.add(new Mark(Mark.Kind.PLANTED, each.begin(), "planted")));
        for (int i = 0; i < first.size(); i++) {
            Told told = first.get(i);
            if (told.model().equals(model.text())
                    && monitors.contains(told.incident().monitor())) {
                marks.add(new Mark(Mark.Kind.FOUND, Verdict.moment(told), "#" + (i + 1)));
            }
        }
        return marks;
    }

    private void all(StringBuilder html) {
        Page.Table table = new Page.Table(
                "All incidents",
                List.of(
                        "#",
                        "model",
                        "monitor",
                        "severity",
                        "owner",
                        "first seen",
                        "last seen",
                        "state",
                        "figure",
                        "id"));
        for (int i = 0; i < latest.size(); i++) {
            Incident incident = latest.get(i).incident();
            table.row(
                    Integer.toString(i + 1),
                    latest.get(i).model(),
                    incident.monitor(),
                    incident.severity().text(),
                    incident.owner(),
                    Words.time(incident.firstSeen()),
                    Words.time(incident.lastSeen()),
                    incident.resolved()
                            .map(Words::time)
                            .map(time -> "resolved " + time)
                            .orElse(incident.state().text()),
                    Words.figure(latest.get(i)),
                    incident.id());
        }
        html.append(table.html());
    }
}
