/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench.corpus;

import io.affidavit.core.data.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labelled texts as AI systems log them, the same for the same seed. Each is a template of {@code corpus/templates.txt} with
 * values in the place of names in braces; a name behind {@code veiled:} is a value in disguise.
 */
public final class Corpus {

    private static final String TEMPLATES = "/corpus/templates.txt";
    private static final Pattern NAME = Pattern.compile("\\{(veiled:)?([a-z0-9_]+)}");

    private final Dice dice;
    private final Map<String, List<String>> templates;
    private final Map<String, Supplier<Value>> values = new LinkedHashMap<>();

    private Corpus(long seed, Map<String, List<String>> templates) {
        this.dice = new Dice(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        this.templates = templates;
        people(new People(dice));
        secrets(new SecretValues(dice));
        plain();
    }

    public static Corpus of(long seed) throws IOException {
        return new Corpus(seed, templates());
    }

    /** The next text as one line of JSON: {@code text}, {@code kind} and {@code spans}, which count characters. */
    public String next() {
        String kind = dice.of(List.copyOf(templates.keySet()));
        List<Map<String, Object>> spans = new ArrayList<>();
        String text = text(dice.of(templates.get(kind)), spans);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("text", text);
        line.put("kind", kind);
        line.put("spans", spans);
        return JsonText.write(line);
    }

    private String text(String template, List<Map<String, Object>> spans) {
        StringBuilder text = new StringBuilder();
        Matcher names = NAME.matcher(template);
        int copied = 0;
        while (names.find()) {
            Supplier<Value> maker = values.get(names.group(2));
            if (maker == null) {
                continue;
            }
            text.append(template, copied, names.start());
            copied = names.end();
            Value value = maker.get();
            String shown = names.group(1) == null ? value.text() : disguised(value);
            if (value.type() != null) {
                int start = text.codePointCount(0, text.length());
                Map<String, Object> span = new LinkedHashMap<>();
                span.put("type", value.type());
                span.put("start", (long) start);
                span.put("end", (long) start + shown.codePointCount(0, shown.length()));
                spans.add(span);
            }
            text.append(shown);
        }
        return text.append(template.substring(copied)).toString();
    }

    private String disguised(Value value) {
        return dice.of(List.of(Disguise.values())).of(value.text(), dice);
    }

    private void people(People people) {
        values.put("email", people::email);
        values.put("phone", people::phone);
        values.put("card", people::card);
        values.put("iban", people::iban);
        values.put("ssn", people::ssn);
        values.put("ip", people::ip);
        values.put("mac", people::mac);
        values.put("routing", people::routing);
        values.put("born", people::born);
        values.put("nhs", people::nhs);
        values.put("aadhaar", people::aadhaar);
        values.put("nif", people::nif);
        values.put("pesel", people::pesel);
        values.put("cpf", people::cpf);
        values.put("bsn", people::bsn);
        values.put("sin", people::sin);
        values.put("hetu", people::hetu);
        values.put("personnummer", people::personnummer);
        values.put("imei", people::imei);
        values.put("vin", people::vin);
    }

    private void secrets(SecretValues secrets) {
        values.put("apikey", secrets::apiKey);
        values.put("password", secrets::password);
        values.put("token", secrets::token);
        values.put("jwt", secrets::jwt);
        values.put("pem", secrets::pem);
        values.put("login", secrets::login);
        values.put("wallet", secrets::wallet);
    }

    /** What looks like something and is nothing. */
    private void plain() {
        values.put("hex40", () -> Value.plain(dice.letters(40, Dice.HEX)));
        values.put("hex64", () -> Value.plain(dice.letters(64, Dice.HEX)));
        values.put("hex8", () -> Value.plain(dice.letters(8, Dice.HEX)));
        values.put(
                "uuid",
                () -> Value.plain(dice.letters(32, Dice.HEX)
                        .replaceFirst("(.{8})(.{4}).(.{3}).(.{3})(.{12})", "$1-$2-4$3-a$4-$5")));
        values.put("sri", () -> Value.plain(Base64.getEncoder().encodeToString(dice.bytes(64))));
        values.put("picture", () -> Value.plain(Base64.getEncoder().encodeToString(dice.bytes(dice.between(60, 240)))));
        values.put("int", () -> Value.plain(Integer.toString(dice.between(2, 99_999))));
        values.put("float", () -> Value.plain(dice.below(100) + "." + dice.digits(dice.between(2, 9))));
        values.put("version", () -> Value.plain(dice.below(9) + "." + dice.below(40) + "." + dice.below(30)));
        values.put(
                "time",
                () -> Value.plain("2026-" + dice.of("01 03 07 11") + "-1" + dice.digits(1) + "T0" + dice.digits(1)
                        + ":3" + dice.digits(1) + ":5" + dice.digits(1) + "." + dice.digits(3) + "Z"));
        values.put("millis", () -> Value.plain("17" + dice.digits(11)));
        values.put("order", () -> Value.plain("ORD-" + dice.digits(8)));
        values.put(
                "word",
                () -> Value.plain(dice.of("refund shipment contract renewal incident invoice ticket forecast")));
        values.put("name", () -> Value.plain(dice.of("Ada Bruno Chloe Kenji Lena Priya Oskar")));
    }

    private static Map<String, List<String>> templates() throws IOException {
        Map<String, List<String>> templates = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(TEMPLATES));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String kind = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("## ")) {
                    kind = line.substring(3);
                } else if (!line.isBlank() && !line.startsWith("#!")) {
                    templates.computeIfAbsent(kind, name -> new ArrayList<>()).add(line.replace("↵", "\n"));
                }
            }
        }
        return templates;
    }
}
