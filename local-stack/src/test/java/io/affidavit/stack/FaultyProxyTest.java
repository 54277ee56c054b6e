/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyProxyTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = new FaultyProxy(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    @Test
    void forwardsBothWays() throws Exception {
        assertThat(send("hello")).returns(200, HttpResponse::statusCode).returns("hello", HttpResponse::body);
    }

    @Test
    void refusesWhileCutAndServesOnTheSamePortAfterwards() throws Exception {
        // Given
        send("before");

        // When
        proxy.cut();

        // Then
        assertThatThrownBy(() -> send("during")).isInstanceOf(IOException.class);
        proxy.restore();
        assertThat(send("after").body()).isEqualTo("after");
    }

    @Test
    void answers503EvenToLongRequests() throws Exception {
        // When
        proxy.beUnavailable();

        // Then
        assertThat(send("x".repeat(100_000)).statusCode()).isEqualTo(503);
        proxy.restore();
        assertThat(send("after").statusCode()).isEqualTo(200);
    }

    @Test
    void takesItsTimeWhileSlow() throws Exception {
        // Given
        proxy.beSlow(Duration.ofMillis(150));

        // When
        long began = System.nanoTime();
        int status = send("slow").statusCode();

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port()))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }
}
