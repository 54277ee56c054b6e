/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Hits;
import io.affidavit.smt.scan.TextScanner;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts of one megabyte that are made to cost: one character throughout, and patterns that begin candidates everywhere. */
final class HostileBenchmark implements Benchmark {

    private static final int SIZE = 1 << 20;
    private static final int RUNS = 5;
    private static final String[] PATTERNS = {
        "a@",
        "a.",
        "@",
        "1 ",
        "1-",
        "1.",
        "12 ",
        "123-45-",
        "1234 ",
        "+1 ",
        "(1",
        "((",
        "::",
        "a:",
        "1:",
        "ff:",
        "--",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "eyJ",
        "eyJ.",
        "sk-",
        "ghp_a",
        "AKIA",
        "password=",
        "password:\"",
        "token=",
        "a=b&",
        "=",
        "://",
        "http://a:",
        "GB29",
        "GB29 NWBK ",
        "DE12 3456 ",
        "card 4111 ",
        "born ",
        "dob: 1 ",
        "address: 1 a ",
        "1 Main St, ",
        "1 A ",
        "%41",
        "%",
        "\\u0041",
        "\\",
        "\\\"",
        "&#64;",
        "[at]",
        " at a dot ",
        "\u200b",
        "\u0430a",
        "\uff11",
        "\ud835\udfce",
        "aGVsbG8g",
        "aGVsbG8gd29ybGQ=",
        "6a6f",
        "MRN-1 ",
        "id 1",
        "iban ",
        "0x",
        "bc1q",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ",
        "{\"a\":",
        "[",
        "\"",
        "AA 12 34 56 ",
        "12345678901 ",
        "020 7946 0958 ",
        "  "
    };

    private final TextScanner scanner = new TextScanner();
    private final Hits hits = new Hits(50);

    @Override
    public Result run() throws Exception {
        Map<String, String> texts = texts();
        Result result = new Result("hostile", "ms per MB");
        double worst = 0;
        String slowest = "";
        for (Map.Entry<String, String> text : texts.entrySet()) {
            char[] characters = text.getValue().toCharArray();
            double best = Double.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                best = Math.min(best, Cpu.thread(() -> scan(characters)) * 1000);
            }
            if (best > worst) {
                worst = best;
                slowest = text.getKey();
            }
            if (best > 20) {
                result.row(text.getKey(), best);
            }
        }
        return result.row("slowest: " + slowest, worst)
                .row("texts", texts.size())
                .figure("worst_ms_per_mb", worst);
    }

    private void scan(char[] text) {
        hits.clear();
        scanner.scan(text, 0, text.length, Evidence.NONE, hits);
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (char c = 1; c < 128; c++) {
            texts.put("character " + (int) c, String.valueOf(c).repeat(SIZE));
        }
        for (String pattern : PATTERNS) {
            texts.put("pattern " + pattern, pattern.repeat(SIZE / pattern.length()));
        }
        String nested = "x".repeat(SIZE / 3);
        for (int level = 0; level < 3; level++) {
            nested = Base64.getEncoder().encodeToString(Events.utf8(nested));
        }
        texts.put("base64 in base64 in base64", nested);
        return texts;
    }
}
