/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.examples.credit.Incidents;
import io.affidavit.examples.credit.stream.Fault;
import io.affidavit.examples.credit.stream.Model;
import io.affidavit.examples.credit.stream.Week;
import io.affidavit.examples.credit.truth.Hour;
import io.affidavit.examples.credit.truth.PlainCounts;
import io.affidavit.examples.credit.truth.Verdict;
import io.affidavit.examples.credit.watch.Told;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
    private static final String HOSTILE = "</text><script>alert(\"1\")</script> & 'x'";

    @Test
    void isWellFormedAndLoadsNothing() throws Exception {
        String html = report("compliance").html();
        parsed(html);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("http:", "https:", "src=", "href=", "@import", "url(");
    }

    @Test
    void chartsEveryModelFourTimes() throws Exception {
        Document document = parsed(report("compliance").html());
        NodeList charts = document.getElementsByTagName("svg");
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < charts.getLength(); i++) {
            titles.add(((Element) charts.item(i)).getAttribute("aria-label"));
        }
        for (Model model : Model.values()) {
            assertThat(titles)
                    .filteredOn(title -> title.startsWith(model.text() + ": "))
                    .hasSize(4);
        }
    }

    @Test
    void drawsALineForEachGroupAndABarForEachHourWithRequests() throws Exception {
        Document document = parsed(report("compliance").html());
        Element chart = chart(document, "car-loan: approval rate by sex, by the hour");
        assertThat(chart.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(4);
        assertThat(chart(document, "car-loan: requests per hour")
                        .getElementsByTagName("rect")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void marksWhatWasPlantedAndWhatWasFound() throws Exception {
        Element chart = chart(parsed(report("compliance").html()), "car-loan: impact ratio (credit.disparity)");
        NodeList marks = chart.getElementsByTagName("g");
        assertThat(marks.getLength()).isEqualTo(2);
        assertThat(marks.item(0).getTextContent()).isEqualTo("planted");
        assertThat(marks.item(1).getTextContent()).isEqualTo("#1");
    }

    @Test
    void escapesWhatItIsGiven() throws Exception {
        String html = report(HOSTILE).html();
        Document document = parsed(html);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(html).doesNotContain("<script");
        assertThat(document.getDocumentElement().getTextContent()).contains(HOSTILE);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Verdict verdict = Verdict.of(new PlainCounts(List.of()), List.of());
        String html = new Report(1, 1, evidence(), verdict, List.of(), List.of()).html();
        assertThat(parsed(html).getElementsByTagName("li").item(0).getTextContent())
                .isEqualTo("disparate_impact never becomes significant in these decisions: give more rows");
    }

    private static Report report(String owner) {
        Fault fault = Fault.DISPARATE_IMPACT;
        Told told = Incidents.told(
                "id-1",
                fault.monitor(),
                fault.model().text(),
                Hour.of(fault.begin()).start(),
                owner);
        Verdict verdict = Verdict.of(new PlainCounts(List.of()), List.of(told));
        return new Report(200_000, 1, evidence(), verdict, List.of(told), List.of(told));
    }

    private static Evidence evidence() {
        Map<String, ModelFigures> models = new TreeMap<>();
        for (Model model : Model.values()) {
            ModelFigures figures = new ModelFigures();
            for (int hour = 10; hour < 12; hour++) {
                Instant start = Week.begin().plus(Duration.ofHours(hour));
                for (int i = 0; i < 100; i++) {
                    figures.decision(start.plusSeconds(i), i % 2 == 0 ? "F" : "M", i % 3 == 0);
                }
                figures.figure("credit.disparity.impact_ratio", start, .7);
                figures.figure("credit.score-drift.psi", start, .1);
                figures.figure("usage.records", start, 100);
            }
            models.put(model.text(), figures);
        }
        return new Evidence("governance.events", 42, 800, 24, 2, models);
    }

    private static Element chart(Document document, String title) {
        NodeList charts = document.getElementsByTagName("svg");
        for (int i = 0; i < charts.getLength(); i++) {
            if (((Element) charts.item(i)).getAttribute("aria-label").equals(title)) {
                return (Element) charts.item(i);
            }
        }
        throw new AssertionError("no chart " + title);
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
    }
}
