/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What can be said of a receiver's configuration before anything is sent. */
final class Receiver {

    private static final String PAGERDUTY_URL = "https://events.pagerduty.com/v2/enqueue";

    private Receiver() {}

    /**
     * Errors by key; empty if all is well.
     *
     * @param url null where none is set
     */
    static Map<String, String> faults(
            String format, String url, boolean allowHttp, String routingKey, String template) {
        Map<String, String> faults = new LinkedHashMap<>();
        String fault = urlFault(format, url, allowHttp);
        if (fault != null) {
            faults.put(WebhookKeys.URL, fault);
        }
        boolean pagerDuty = format.equals(WebhookKeys.PAGERDUTY);
        if (pagerDuty && (routingKey == null || routingKey.isBlank())) {
            faults.put(
                    WebhookKeys.ROUTING_KEY,
                    "PagerDuty knows a service by its integration key. Set " + WebhookKeys.ROUTING_KEY + ".");
        }
        if (format.equals(WebhookKeys.OWN)) {
            String wrong = template == null ? "it is missing" : Template.fault(template);
            if (wrong != null) {
                faults.put(
                        WebhookKeys.TEMPLATE,
                        "Cannot make JSON of the template: " + wrong + ". Write JSON, with {{path}} where a part of the"
                                + " incident belongs, texts in quotes.");
            }
        }
        return faults;
    }

    /**
     * Errors of whom to trust, by key; empty if all is well.
     *
     * @param authorities file of certificates; null where none is set
     * @param password of it; null where none is set
     */
    static Map<String, String> trustFaults(String format, String url, String authorities, String password) {
        if (authorities == null) {
            return password == null
                    ? Map.of()
                    : Map.of(
                            WebhookKeys.AUTHORITIES_PASSWORD,
                            "There is no file to open with it. Set " + WebhookKeys.AUTHORITIES + ", or remove it.");
        }
        if (urlFault(format, url, true) == null
                && !"https".equalsIgnoreCase(uri(format, url).getScheme())) {
            return Map.of(
                    WebhookKeys.AUTHORITIES,
                    "Nobody shows a certificate over http. Use https in " + WebhookKeys.URL + ", or remove it.");
        }
        try {
            Authorities.trusting(authorities, password);
            return Map.of();
        } catch (IllegalArgumentException e) {
            return Map.of(WebhookKeys.AUTHORITIES, e.getMessage());
        }
    }

    /** @throws IllegalArgumentException if it is no URL to post to; not after {@link #faults} found nothing */
    static URI uri(String format, String url) {
        return URI.create(url == null && format.equals(WebhookKeys.PAGERDUTY) ? PAGERDUTY_URL : url.strip());
    }

    @SuppressWarnings("UnusedException") // its message repeats the URL
    private static String urlFault(String format, String url, boolean allowHttp) {
        if (url == null && !format.equals(WebhookKeys.PAGERDUTY)) {
            return "There is nowhere to post to. Set " + WebhookKeys.URL + ".";
        }
        try {
            URI uri = uri(format, url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                return "It is no URL to post to. Write https://host/path.";
            }
            if (scheme.equals("http") && !allowHttp) {
                return "Incidents would travel unencrypted. Use https, or set " + WebhookKeys.ALLOW_HTTP + "=true.";
            }
            return null;
        } catch (IllegalArgumentException e) {
            return "It is no URL to post to. Write https://host/path.";
        }
    }
}
