/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.policy.Severity;
import java.util.Arrays;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Every key of the incident webhook. */
public final class WebhookKeys {

    static final String FORMAT = "webhook.format";
    static final String URL = "webhook.url";
    static final String ALLOW_HTTP = "webhook.allow.http";
    static final String AUTHORITIES = "webhook.tls.authorities";
    static final String AUTHORITIES_PASSWORD = "webhook.tls.authorities.password";
    static final String AUTHORIZATION = "webhook.authorization";
    static final String ROUTING_KEY = "webhook.routing.key";
    static final String TEMPLATE = "webhook.template";
    static final String KEEP = "webhook.alertmanager.keep";
    static final String MIN_SEVERITY = "webhook.min.severity";
    static final String TIMEOUT = "webhook.timeout";
    static final String ATTEMPTS = "webhook.attempts";
    static final String BACKOFF = "webhook.backoff";
    static final String BACKOFF_MAX = "webhook.backoff.max";

    static final String SLACK = "slack";
    static final String PAGERDUTY = "pagerduty";
    static final String ALERTMANAGER = "alertmanager";
    static final String OWN = "template";

    private static final String RECEIVER = "Receiver";
    private static final String DELIVERY = "Delivery";

    public static final ConfigKeys ALL = ConfigKeys.of(
            ConfigKey.string(FORMAT)
                    .group(RECEIVER)
                    .displayName("Format")
                    .doc(
                            "What the receiver understands: slack for an incoming webhook of Slack, pagerduty for Events API "
                                    + "v2, alertmanager for the v2 API of Prometheus Alertmanager, template for JSON of your own.")
                    .validator(Checks.oneOf(SLACK, PAGERDUTY, ALERTMANAGER, OWN))
                    .recommends(SLACK, PAGERDUTY, ALERTMANAGER, OWN)
                    .importance(Importance.HIGH)
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.password(URL)
                    .group(RECEIVER)
                    .displayName("URL")
                    .doc("Where to post, in full. A secret, because the URLs of many receivers are; best from a "
                            + "ConfigProvider. For PagerDuty the default is https://events.pagerduty.com/v2/enqueue.")
                    .optional()
                    .importance(Importance.HIGH)
                    .width(Width.LONG)
                    .build(),
            ConfigKey.bool(ALLOW_HTTP)
                    .group(RECEIVER)
                    .displayName("Allow plain HTTP")
                    .doc(
                            "Confirms that incidents may travel unencrypted, for a receiver on the same host or in a trusted "
                                    + "network.")
                    .defaultValue(false)
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.string(AUTHORITIES)
                    .group(RECEIVER)
                    .displayName("Authorities")
                    .doc("File on the workers with the certificates to trust, instead of Java's own: X.509 in PEM, or a"
                            + " keystore (PKCS12 or JKS).")
                    .optional()
                    .validator(Checks.nonBlank())
                    .width(Width.LONG)
                    .build(),
            ConfigKey.password(AUTHORITIES_PASSWORD)
                    .group(RECEIVER)
                    .displayName("Password of the authorities")
                    .doc("Password of the keystore with the certificates to trust; none for PEM.")
                    .optional()
                    .build(),
            ConfigKey.password(AUTHORIZATION)
                    .group(RECEIVER)
                    .displayName("Authorization")
                    .doc("Value of the Authorization header, such as Bearer and a token; best from a ConfigProvider.")
                    .optional()
                    .build(),
            ConfigKey.password(ROUTING_KEY)
                    .group(RECEIVER)
                    .displayName("Routing key")
                    .doc(
                            "Integration key of a PagerDuty service, for the format pagerduty; best from a ConfigProvider.")
                    .optional()
                    .build(),
            ConfigKey.string(TEMPLATE)
                    .group(RECEIVER)
                    .displayName("Template")
                    .doc(
                            "JSON to post, for the format template. {{path}} becomes what the incident holds there, escaped: "
                                    + "write texts in quotes, as in {\"text\":\"{{message}}\"}. Besides the incident's own members "
                                    + "there are change and previous_severity.")
                    .optional()
                    .width(Width.LONG)
                    .build(),
            ConfigKey.string(KEEP)
                    .group(RECEIVER)
                    .displayName("Keep alerts for")
                    .doc(
                            "How long Alertmanager keeps an alert that it hears no more of, for the format alertmanager: only "
                                    + "changes are sent, so it must be longer than incidents last.")
                    .defaultValue("30d")
                    .validator(Checks.duration())
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.string(MIN_SEVERITY)
                    .group(DELIVERY)
                    .displayName("Least severity")
                    .doc("Incidents below this severity are not sent, unless one that was sent falls below it.")
                    .defaultValue(Severity.LOW.text())
                    .validator(Checks.oneOf(
                            Arrays.stream(Severity.values()).map(Severity::text).toArray(String[]::new)))
                    .recommends(
                            Arrays.stream(Severity.values()).map(Severity::text).toArray())
                    .width(Width.SHORT)
                    .build(),
            duration(TIMEOUT, "10s")
                    .displayName("Timeout of one attempt")
                    .doc("How long to wait for the receiver's answer; at most one minute is waited.")
                    .build(),
            ConfigKey.integer(ATTEMPTS)
                    .group(DELIVERY)
                    .displayName("Attempts")
                    .doc("How often to try before an incident is given up: to the dead letter topic if "
                            + "errors.deadletterqueue.topic.name is set, else the task fails and says so.")
                    .defaultValue(10)
                    .validator(Checks.between(1, 1000))
                    .width(Width.SHORT)
                    .build(),
            duration(BACKOFF, "1s")
                    .displayName("First wait")
                    .doc(
                            "How long to wait after the first failed attempt, give or take a part by chance; doubled after each "
                                    + "further one. A Retry-After of the receiver counts instead where it is longer.")
                    .build(),
            duration(BACKOFF_MAX, "2m")
                    .displayName("Longest wait")
                    .doc(
                            "The longest wait between two attempts, unless the receiver asks for a longer one; of that at most "
                                    + "an hour is waited.")
                    .build());

    private WebhookKeys() {}

    private static ConfigKey.Builder duration(String name, String byDefault) {
        return ConfigKey.string(name)
                .group(DELIVERY)
                .defaultValue(byDefault)
                .validator(Checks.duration())
                .width(Width.SHORT);
    }
}
