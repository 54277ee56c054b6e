/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a store is and how to speak to it. Never prints its headers, which hold secrets.
 *
 * @param base address that the paths of requests are added to, without a slash at its end
 * @param headers sent with every request
 * @param authorities file of PEM certificates to trust instead of Java's own
 * @param requestTimeout how long one request may take, its answer included
 */
public record HttpEndpoint(
        URI base,
        Map<String, String> headers,
        Optional<Path> authorities,
        Duration connectTimeout,
        Duration requestTimeout) {

    public HttpEndpoint {
        Objects.requireNonNull(base, "base");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(authorities, "authorities");
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(requestTimeout, "requestTimeout");
    }

    /** What is wrong with an address, in words; empty if it can serve as a base. */
    public static Optional<String> faultOf(String url) {
        try {
            URI uri = new URI(url.trim());
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null) {
                return Optional.of("Write it as https://host:port.");
            }
            if (uri.getRawUserInfo() != null) {
                return Optional.of("Set user and password by their own keys, not in the address.");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return Optional.of("Leave out what follows the path.");
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("Write it as https://host:port.");
        }
    }

    /** @param url without a fault */
    public static URI baseOf(String url) {
        return URI.create(url.trim().replaceAll("/+$", ""));
    }

    /** A name with every character that a header cannot hold replaced. */
    public static String headerText(String name) {
        return name.replaceAll("[^ -~]", "_");
    }

    /** The value of an Authorization header (RFC 7617), which any user and password can be put into. */
    public static String basic(String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    @Override
    public String toString() {
        return "HttpEndpoint[" + base + "]";
    }
}
