/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.http;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.source.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls one endpoint, one call at a time; another thread can cancel. Failures never hold what was sent or answered.
 */
public final class HttpCalls {

    /** Reads an answer, all of it or as much as is wanted. */
    @FunctionalInterface
    public interface Answer<T> {
        /** @throws IOException if the stream breaks off or is not what was expected; its message is dropped */
        T read(int status, InputStream body) throws IOException, StoreException;
    }

    private final HttpEndpoint endpoint;
    private final HttpClient client;
    private volatile boolean cancelled;
    private volatile CompletableFuture<?> waiting;
    private volatile InputStream reading;

    /** @throws StoreException fatal, if the file of authorities cannot be used */
    public HttpCalls(HttpEndpoint endpoint) throws StoreException {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(endpoint.connectTimeout());
        if (endpoint.authorities().isPresent()) {
            builder.sslContext(Authorities.trusting(endpoint.authorities().get()));
        }
        this.client = builder.build();
    }

    /**
     * Sends a request and has its answer read.
     *
     * @param path with its query, from a slash
     * @param body text, or null for none
     * @param action what is being done, for messages, as in {@code read index X}
     */
    public <T> T call(String method, String path, String contentType, String body, String action, Answer<T> answer)
            throws StoreException {
        requireRunning(action);
        return exchange(request(method, path, contentType, body), endpoint.requestTimeout(), action, true, answer);
    }

    /** Sends a request although calls were cancelled, to tidy up at the store; its failure does not matter. */
    public void farewell(String method, String path, String contentType, String body, Duration limit) {
        try {
            exchange(request(method, path, contentType, body), limit, "say farewell", false, (status, in) -> status);
        } catch (StoreException e) {
            // the store tidies up by itself, later
        }
    }

    private <T> T exchange(HttpRequest request, Duration limit, String action, boolean cancellable, Answer<T> answer)
            throws StoreException {
        long end = System.nanoTime() + limit.toNanos();
        CompletableFuture<HttpResponse<InputStream>> reply = client.sendAsync(request, BodyHandlers.ofInputStream());
        waiting = reply;
        try {
            if (cancellable) {
                requireRunning(action);
            }
            HttpResponse<InputStream> response = reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return read(response, end, answer);
        } catch (ExecutionException | CancellationException | IOException e) {
            requireRunning(action);
            throw StoreException.retriable("Cannot " + action + ": the server at " + endpoint.base()
                    + " cannot be reached, or broke off (" + kind(e)
                    + "). Correct the address, or see to the network and the server.");
        } catch (TimeoutException e) {
            throw StoreException.retriable("Cannot " + action + ": the server did not answer in time. Raise "
                    + "source.request.timeout, or lower source.page.rows.");
        } catch (InvalidJsonException e) {
            throw StoreException.fatal(
                    "Cannot " + action + ": the answer holds JSON that cannot be read. See the server's log.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreException.retriable("Cannot " + action + ": reading was interrupted. Restart the task.");
        } finally {
            reply.cancel(true);
            waiting = null;
        }
    }

    private <T> T read(HttpResponse<InputStream> response, long end, Answer<T> answer)
            throws IOException, StoreException, TimeoutException {
        InputStream body = response.body();
        CompletableFuture<Void> done =
                new CompletableFuture<Void>().orTimeout(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        CompletableFuture<Void> limit = done.handle((nothing, late) -> {
            closeQuietly(body);
            return null;
        });
        try {
            reading = body;
            if (cancelled) {
                throw new IOException();
            }
            return answer.read(response.statusCode(), body);
        } catch (IOException e) {
            if (done.isCompletedExceptionally()) {
                throw new TimeoutException();
            }
            throw e;
        } finally {
            done.complete(null);
            limit.join();
            reading = null;
        }
    }

    private HttpRequest request(String method, String path, String contentType, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint.base() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        endpoint.headers().forEach(builder::setHeader);
        if (body != null) {
            builder.setHeader("Content-Type", contentType);
        }
        return builder.build();
    }

    private void requireRunning(String action) throws StoreException {
        if (cancelled) {
            throw StoreException.fatal("Cannot " + action + ": reading was cancelled. Restart the task.");
        }
    }

    /** Makes a running call, and every later one, fail soon. */
    public void cancel() {
        cancelled = true;
        CompletableFuture<?> reply = waiting;
        if (reply != null) {
            reply.cancel(true);
        }
        closeQuietly(reading);
    }

    /** The class of the failure: enough to tell a refused connection from a certificate, and never content. */
    private static String kind(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getSimpleName();
    }

    private static void closeQuietly(InputStream stream) {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            // nothing of it is wanted any more
        }
    }
}
