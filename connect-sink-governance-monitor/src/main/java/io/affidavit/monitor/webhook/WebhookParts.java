/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.config.Durations;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.Severity;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** What an outbox works with, as it is configured. */
public record WebhookParts(
        Told told, Format format, HttpSender sender, Backoff backoff, int attempts, WebhookMeters meters) {

    /** Incidents of which is remembered what was told. */
    private static final int REMEMBERED = 100_000;

    /**
     * @param config with the keys of {@link WebhookKeys}
     * @throws ConfigException naming the key that keys together make wrong; holds no secret
     */
    public static WebhookParts of(AbstractConfig config, Meters meters, InstantSource clock) {
        String name = config.getString(WebhookKeys.FORMAT);
        String url = secret(config, WebhookKeys.URL);
        String routingKey = secret(config, WebhookKeys.ROUTING_KEY);
        String template = config.getString(WebhookKeys.TEMPLATE);
        Map<String, String> faults =
                Receiver.faults(name, url, config.getBoolean(WebhookKeys.ALLOW_HTTP), routingKey, template);
        faults.putAll(Receiver.trustFaults(
                name,
                url,
                config.getString(WebhookKeys.AUTHORITIES),
                secret(config, WebhookKeys.AUTHORITIES_PASSWORD)));
        faults.forEach((key, fault) -> {
            throw new ConfigException("Cannot notify: " + key + ": " + fault);
        });
        String least = config.getString(WebhookKeys.MIN_SEVERITY).toUpperCase(Locale.ROOT);
        Format format = switch (name) {
            case WebhookKeys.SLACK -> new SlackFormat();
            case WebhookKeys.PAGERDUTY -> new PagerDutyFormat(routingKey);
            case WebhookKeys.ALERTMANAGER ->
                new AlertmanagerFormat(Durations.parse(config.getString(WebhookKeys.KEEP)), clock);
            default -> new Template(template);
        };
        return new WebhookParts(
                new Told(Severity.valueOf(least), REMEMBERED),
                format,
                new HttpSender(
                        Receiver.uri(name, url),
                        secret(config, WebhookKeys.AUTHORIZATION),
                        trust(config),
                        Durations.parse(config.getString(WebhookKeys.TIMEOUT)),
                        clock),
                new Backoff(
                        Durations.parse(config.getString(WebhookKeys.BACKOFF)),
                        Durations.parse(config.getString(WebhookKeys.BACKOFF_MAX)),
                        () -> ThreadLocalRandom.current().nextDouble()),
                config.getInt(WebhookKeys.ATTEMPTS),
                WebhookMeters.in(meters));
    }

    private static SSLContext trust(AbstractConfig config) {
        String authorities = config.getString(WebhookKeys.AUTHORITIES);
        return authorities == null
                ? null
                : Authorities.trusting(authorities, secret(config, WebhookKeys.AUTHORITIES_PASSWORD));
    }

    private static String secret(AbstractConfig config, String key) {
        Password password = config.getPassword(key);
        return password == null ? null : password.value();
    }
}
