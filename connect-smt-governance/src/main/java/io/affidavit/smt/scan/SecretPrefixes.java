/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys and tokens that begin with a prefix of their vendor: the published shapes, each a prefix, an alphabet and the length
 * of what follows. Public keys, such as {@code pk_live_}, are left out on purpose.
 */
final class SecretPrefixes {

    private static final int ALNUM = Chars.DIGIT | Chars.LETTER;
    private static final int WORDS = Chars.WORD;
    private static final int TOKEN = Chars.TOKEN;
    private static final int HEX = Chars.HEX;
    private static final int ANY_LENGTH = 4096;

    private static final Rule[] RULES = rules();
    /** Rules by their first two characters, the longest prefix first. */
    private static final Rule[][] BY_TWO = byTwo();
    /** For each first character the second characters that any rule has, as two masks of 64 bits. */
    private static final long[] SECONDS = seconds();

    private SecretPrefixes() {}

    static List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        for (Rule rule : RULES) {
            labels.add(rule.label());
        }
        return labels.stream().distinct().toList();
    }

    /** Whether a rule may begin with these two characters; a cheap question asked at every word. */
    static boolean possible(char first, char second) {
        return first < 128 && second < 128 && (SECONDS[first * 2 + (second >>> 6)] >>> (second & 63) & 1) != 0;
    }

    /** The rule whose prefix stands at {@code at}, or null. Both first characters must be {@link #possible}. */
    static Rule at(char[] text, int at, int to) {
        Rule[] rules = BY_TWO[text[at] * 128 + text[at + 1]];
        for (Rule rule : rules) {
            if (Chars.startsWith(text, at, to, rule.prefix())) {
                return rule;
            }
        }
        return null;
    }

    private static Rule[] rules() {
        List<Rule> rules = new ArrayList<>();
        add(rules, "aws", ALNUM, 16, 16, "AKIA", "ASIA", "ABIA", "ACCA");
        add(rules, "github", ALNUM, 36, 255, "ghp_", "gho_", "ghu_", "ghs_", "ghr_");
        add(rules, "github", WORDS, 22, 255, "github_pat_");
        add(rules, "gitlab", TOKEN, 20, 64, "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glsoat-", "glft-");
        add(rules, "anthropic", TOKEN, 20, 200, "sk-ant-");
        add(rules, "openai", TOKEN, 20, 250, "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-");
        add(rules, "openai", ALNUM, 32, 64, "sk-");
        add(rules, "openrouter", HEX, 40, 80, "sk-or-v1-");
        add(rules, "langfuse", TOKEN, 20, 64, "sk-lf-");
        add(rules, "google", TOKEN, 35, 35, "AIza");
        add(rules, "google", TOKEN, 24, 40, "GOCSPX-");
        add(rules, "google", TOKEN, 20, ANY_LENGTH, "ya29.");
        add(rules, "slack", TOKEN, 10, 255, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-");
        add(rules, "stripe", ALNUM, 10, 255, "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_");
        add(rules, "huggingface", ALNUM, 30, 40, "hf_");
        add(rules, "groq", ALNUM, 40, 64, "gsk_");
        add(rules, "replicate", ALNUM, 37, 40, "r8_");
        add(rules, "perplexity", ALNUM, 40, 64, "pplx-");
        add(rules, "xai", ALNUM, 60, 100, "xai-");
        add(rules, "nvidia", TOKEN, 50, 100, "nvapi-");
        add(rules, "pinecone", WORDS, 40, 100, "pcsk_");
        add(rules, "langchain", WORDS, 30, 60, "lsv2_pt_", "lsv2_sk_");
        add(rules, "tavily", TOKEN, 20, 64, "tvly-");
        add(rules, "npm", ALNUM, 36, 36, "npm_");
        add(rules, "pypi", TOKEN, 50, 1000, "pypi-");
        add(rules, "rubygems", HEX, 48, 48, "rubygems_");
        add(rules, "docker", TOKEN, 27, 64, "dckr_pat_", "dckr_oat_");
        add(rules, "digitalocean", HEX, 64, 64, "dop_v1_", "doo_v1_", "dor_v1_");
        add(rules, "databricks", HEX, 32, 34, "dapi");
        add(rules, "shopify", HEX, 32, 32, "shpat_", "shpca_", "shppa_", "shpss_");
        add(rules, "square", TOKEN, 22, 64, "sq0atp-", "sq0csp-");
        add(rules, "sendgrid", TOKEN, 20, 80, "SG.");
        add(rules, "twilio", HEX, 32, 32, "SK");
        add(rules, "mailgun", HEX, 32, 32, "key-");
        add(rules, "linear", ALNUM, 40, 48, "lin_api_");
        add(rules, "notion", ALNUM, 40, 60, "ntn_", "secret_");
        add(rules, "vault", TOKEN, 20, 300, "hvs.", "hvb.", "hvr.");
        add(rules, "tailscale", TOKEN, 20, 64, "tskey-");
        add(rules, "atlassian", TOKEN, 50, 300, "ATATT3");
        add(rules, "figma", TOKEN, 40, 50, "figd_");
        add(rules, "postman", TOKEN, 50, 64, "PMAK-");
        add(rules, "supabase", HEX, 40, 40, "sbp_");
        add(rules, "grafana", TOKEN, 32, 400, "glsa_", "glc_");
        add(rules, "newrelic", ALNUM, 27, 27, "NRAK-");
        add(rules, "sentry", TOKEN, 40, 400, "sntrys_", "sntryu_");
        add(rules, "posthog", ALNUM, 32, 64, "phx_");
        add(rules, "alibaba", ALNUM, 12, 24, "LTAI");
        add(rules, "age", ALNUM, 58, 58, "AGE-SECRET-KEY-1");
        return rules.toArray(Rule[]::new);
    }

    private static void add(
            List<Rule> rules, String vendor, int alphabet, int shortest, int longest, String... prefixes) {
        Label label =
                new Label("secret." + vendor, "[" + vendor.toUpperCase(Locale.ROOT) + "_KEY]", Sensitivity.RESTRICTED);
        for (String prefix : prefixes) {
            rules.add(new Rule(label, prefix, alphabet, shortest, longest));
        }
    }

    private static Rule[][] byTwo() {
        Map<Integer, List<Rule>> groups = Stream.of(RULES)
                .sorted(Comparator.comparing((Rule rule) -> rule.prefix().length())
                        .reversed())
                .collect(Collectors.groupingBy(
                        rule -> rule.prefix().charAt(0) * 128 + rule.prefix().charAt(1)));
        Rule[][] table = new Rule[128 * 128][];
        groups.forEach((two, rules) -> table[two] = rules.toArray(Rule[]::new));
        return table;
    }

    private static long[] seconds() {
        long[] masks = new long[256];
        for (Rule rule : RULES) {
            char second = rule.prefix().charAt(1);
            masks[rule.prefix().charAt(0) * 2 + (second >>> 6)] |= 1L << (second & 63);
        }
        return masks;
    }

    /**
     * One family.
     *
     * @param alphabet class of characters that follow the prefix
     * @param shortest fewest of them
     * @param longest most of them; a longer run is something else
     */
    record Rule(Label label, String prefix, int alphabet, int shortest, int longest) {}
}
