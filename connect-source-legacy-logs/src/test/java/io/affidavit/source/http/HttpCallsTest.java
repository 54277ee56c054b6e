/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.affidavit.source.SelfSigned;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallsTest {

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void endsAnAnswerThatStalls() throws Exception {
        // Given a server that sends half of an answer
        start(HttpServer.create(ANY, 0), exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[50]);
            exchange.getResponseBody().flush();
        });
        HttpCalls calls = calls("http", Optional.empty(), Duration.ofMillis(500));
        // When
        StoreException failure = catchThrowableOfType(StoreException.class, () -> get(calls));
        // Then
        assertThat(failure.isRetriable()).isTrue();
        assertThat(failure).hasMessageContaining("in time").hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void endsACallThatIsCancelled(boolean answering) throws Exception {
        // Given a call that waits for an answer, or for the rest of one
        start(HttpServer.create(ANY, 0), exchange -> {
            if (answering) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(new byte[50]);
                exchange.getResponseBody().flush();
            }
        });
        HttpCalls calls = calls("http", Optional.empty(), Duration.ofMinutes(1));
        CompletableFuture<StoreException> failure =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(StoreException.class, () -> get(calls)));
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(failure).isNotDone();
        // When
        calls.cancel();
        // Then
        assertThat(failure.get(5, TimeUnit.SECONDS).isRetriable()).isFalse();
        assertThat(failure.get()).hasMessageContaining("cancelled").hasNoCause();
    }

    @Test
    void retriesWhereAnAnswerBreaksOff() throws Exception {
        start(HttpServer.create(ANY, 0), exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[50]);
            exchange.getResponseBody().flush();
            exchange.close();
        });

        StoreException failure = catchThrowableOfType(
                StoreException.class, () -> get(calls("http", Optional.empty(), Duration.ofSeconds(20))));

        assertThat(failure.isRetriable()).isTrue();
    }

    @Test
    void trustsTheAuthoritiesOfTheFileAlone(@TempDir Path directory) throws Exception {
        // Given a server whose certificate no public authority signed
        SelfSigned localhost = new SelfSigned(directory);
        HttpsServer https = HttpsServer.create(ANY, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(localhost.identity()));
        start(https, exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        // Then it is trusted with its certificate in the file, and not without
        assertThat(get(calls("https", Optional.of(localhost.certificate()), Duration.ofSeconds(20))))
                .isEqualTo(200);
        StoreException failure = catchThrowableOfType(
                StoreException.class, () -> get(calls("https", Optional.empty(), Duration.ofSeconds(20))));
        assertThat(failure).hasMessageContaining("SSLHandshakeException");
    }

    @ParameterizedTest
    @CsvSource({
        "http://host:9200, true",
        "https://host/prefix/, true",
        "host:9200, false",
        "ftp://host, false",
        "http://user:secret@host, false",
        "http://host/?a=b, false",
        "http:// host, false",
    })
    void takesAddressesOfServersAlone(String url, boolean fine) {
        assertThat(HttpEndpoint.faultOf(url).isEmpty()).isEqualTo(fine);
        assertThat(HttpEndpoint.faultOf(url).orElse("")).doesNotContain("secret");
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void start(HttpServer fresh, Handler handler) {
        server = fresh;
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", handler::handle);
        server.start();
    }

    private HttpCalls calls(String scheme, Optional<Path> authorities, Duration timeout) throws StoreException {
        return new HttpCalls(new HttpEndpoint(
                HttpEndpoint.baseOf(
                        scheme + "://localhost:" + server.getAddress().getPort() + "/"),
                Map.of(),
                authorities,
                Duration.ofSeconds(10),
                timeout));
    }

    private static int get(HttpCalls calls) throws StoreException {
        return calls.call("GET", "/", "text/plain", null, "ask", (status, body) -> {
            body.transferTo(java.io.OutputStream.nullOutputStream());
            return status;
        });
    }
}
