/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Posts JSON over HTTP. Certificates are verified, redirects are not followed: they could lead a secret elsewhere. What was
 * refused for now (RFC 9110: 408, 429, 5xx; RFC 8470: 425) may be tried again.
 */
final class HttpSender {

    private static final Set<Integer> FOR_NOW = Set.of(408, 425, 429);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final URI uri;
    private final String authorization;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient client;

    /**
     * @param authorization value of that header; null for none
     * @param trust whom to trust; null for whom Java trusts
     */
    HttpSender(URI uri, String authorization, SSLContext trust, Duration timeout, InstantSource clock) {
        this.uri = uri;
        this.authorization = authorization;
        this.timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        this.clock = clock;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(this.timeout).followRedirects(HttpClient.Redirect.NEVER);
        if (trust != null) {
            builder.sslContext(trust);
        }
        this.client = builder.build();
    }

    /** Makes one attempt; never longer than the timeout. */
    Delivery send(String body, String idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return read(client.send(request.build(), BodyHandlers.discarding()));
        } catch (SSLException e) {
            return new Delivery(
                    Delivery.Kind.LATER,
                    e.getClass().getSimpleName()
                            + " (its certificate must be of its host, and of an authority that Java or "
                            + WebhookKeys.AUTHORITIES + " trusts)",
                    Optional.empty());
        } catch (IOException e) {
            return new Delivery(Delivery.Kind.LATER, e.getClass().getSimpleName(), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException(
                    "Cannot notify: the task was interrupted. The incident is sent when it runs again.");
        }
    }

    private Delivery read(HttpResponse<Void> response) {
        int status = response.statusCode();
        String answer = "status " + status;
        if (status / 100 == 2) {
            return new Delivery(Delivery.Kind.TAKEN, answer, Optional.empty());
        }
        if (status / 100 == 5 || FOR_NOW.contains(status)) {
            Optional<Duration> after =
                    response.headers().firstValue("Retry-After").flatMap(this::wait);
            return new Delivery(Delivery.Kind.LATER, answer, after);
        }
        return new Delivery(Delivery.Kind.REFUSED, answer, Optional.empty());
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); empty for anything else. */
    @SuppressWarnings("UnusedException") // what is neither counts for nothing
    private Optional<Duration> wait(String text) {
        try {
            Duration wait = text.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.between(
                            clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
            return wait.isNegative() ? Optional.empty() : Optional.of(wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
