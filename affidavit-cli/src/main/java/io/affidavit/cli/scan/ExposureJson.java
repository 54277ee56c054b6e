/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.smt.scan.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports as JSON: of a scan, which can be read back to be compared, and of a comparison. */
final class ExposureJson {

    /** The form of the report; a change that readers notice has another number. */
    static final String FORM = "affidavit.scan/1";

    private ExposureJson() {}

    static String write(Exposure exposure) {
        return JsonText.write(map(exposure)) + "\n";
    }

    static String write(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", "affidavit.scan.comparison/1");
        json.put("ok", comparison.holds());
        List<Object> excesses = new ArrayList<>();
        comparison.excesses().forEach(each -> {
            Map<String, Object> excess = new LinkedHashMap<>();
            excess.put("kind", each.kind().toString());
            excess.put("label", each.label());
            excess.put("tenant", each.tenant());
            excess.put("input", each.inInput());
            excess.put("output", each.inOutput());
            excesses.add(excess);
        });
        json.put("excesses", excesses);
        json.put("input", map(comparison.input()));
        json.put("output", map(comparison.output()));
        return JsonText.write(json) + "\n";
    }

    private static Map<String, Object> map(Exposure exposure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("report", FORM);
        json.put("source", exposure.source());
        json.put("records", exposure.records());
        json.put("unreadable", exposure.unreadable());
        json.put("complete", exposure.complete());
        json.put("min_score", (long) exposure.minimumScore());
        json.put("label_records", new TreeMap<>(exposure.labelRecords()));
        List<Object> exposed = new ArrayList<>();
        exposure.exposed().forEach(each -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", each.label());
            entry.put("level", each.level().text());
            entry.put("path", each.path());
            entry.put("tenant", each.tenant());
            entry.put("findings", each.findings());
            entry.put("records", each.records());
            entry.put("highest_score", (long) each.highestScore());
            exposed.add(entry);
        });
        json.put("exposed", exposed);
        return json;
    }

    /**
     * Reads a report of a scan back.
     *
     * @param name of the file, for messages
     * @throws Failure if it is none
     */
    @SuppressWarnings("UnusedException") // says no more than the message
    static Exposure read(String name, String text) {
        try {
            Map<?, ?> json = (Map<?, ?>) JsonText.parse(text);
            List<Exposed> exposed = new ArrayList<>();
            for (Object each : (List<?>) json.get("exposed")) {
                Map<?, ?> entry = (Map<?, ?>) each;
                exposed.add(new Exposed(
                        (String) entry.get("label"),
                        Sensitivity.parse((String) entry.get("level")),
                        (String) entry.get("path"),
                        (String) entry.get("tenant"),
                        (long) entry.get("findings"),
                        (long) entry.get("records"),
                        (int) (long) entry.get("highest_score")));
            }
            Map<String, Long> labelRecords = new TreeMap<>();
            ((Map<?, ?>) json.get("label_records"))
                    .forEach((label, records) -> labelRecords.put((String) label, (Long) records));
            return new Exposure(
                    (String) json.get("source"),
                    (long) json.get("records"),
                    (long) json.get("unreadable"),
                    (boolean) json.get("complete"),
                    (int) (long) json.get("min_score"),
                    exposed,
                    labelRecords);
        } catch (InvalidJsonException | ClassCastException | NullPointerException e) {
            throw new Failure("Cannot read report " + name + ": it is not what affidavit scan --json wrote.");
        }
    }

    /** Whether a text begins as a report does. */
    static boolean isReport(String beginning) {
        return beginning.startsWith("{\"report\":\"" + FORM + "\"");
    }
}
