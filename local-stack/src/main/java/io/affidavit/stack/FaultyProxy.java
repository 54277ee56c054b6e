/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a server on this machine and fails as networks and servers do: refuses connections, is slow,
 * or answers every HTTP request with 503. A change of behaviour breaks the connections there are.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final byte[] UNAVAILABLE = "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 16 * 1024;

    private enum Mode {
        FORWARDING,
        SLOW,
        DISTANT,
        UNAVAILABLE
    }

    private final InetSocketAddress target;
    private final int port = Ports.free();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Mode mode = Mode.FORWARDING;
    private volatile Duration delay = Duration.ZERO;
    private ServerSocket server;

    /** Listens on a free port of 127.0.0.1 and forwards to {@code targetPort} there. */
    public FaultyProxy(int targetPort) {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        listen();
    }

    /** The port clients connect to; the same through every failure. */
    public int port() {
        return port;
    }

    /** Refuses connections, as a dead server does. */
    public synchronized void cut() {
        closeServer();
        breakConnections();
    }

    /** Answers each HTTP request with 503. */
    public synchronized void beUnavailable() {
        become(Mode.UNAVAILABLE);
    }

    /** Forwards, but waits before every piece of up to 16 KiB. */
    public synchronized void beSlow(Duration perPiece) {
        delay = perPiece;
        become(Mode.SLOW);
    }

    /** Forwards, but waits before every request: a server so far away. What it answers is not slowed. */
    public synchronized void beDistant(Duration perRequest) {
        delay = perRequest;
        become(Mode.DISTANT);
    }

    /** Forwards as if nothing had been. */
    public synchronized void restore() {
        become(Mode.FORWARDING);
    }

    @Override
    public synchronized void close() {
        cut();
        threads.shutdownNow();
    }

    private void become(Mode wanted) {
        mode = wanted;
        breakConnections();
        if (server.isClosed()) {
            listen();
        }
    }

    private void listen() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server = opened;
            threads.execute(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                sockets.add(client);
                if (opened.isClosed()) {
                    // A wait for connections can still be given one while it is being ended.
                    close(client);
                    return;
                }
                Mode now = mode;
                threads.execute(() -> serve(client, now, threads));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Mode how, Executor pump) {
        if (how == Mode.UNAVAILABLE) {
            refuse(client);
            return;
        }
        Socket upstream = new Socket();
        sockets.add(upstream);
        try {
            upstream.connect(target);
            // else small pieces wait for the acknowledgement of those before them, which takes longer than any delay of
            // ours
            upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            pump.execute(() -> pump(client, upstream, how != Mode.FORWARDING));
            pump(upstream, client, how == Mode.SLOW);
        } catch (IOException unreachable) {
            close(client);
            close(upstream);
        }
    }

    /** Copies until either side ends; then ends both. */
    private void pump(Socket from, Socket to, boolean late) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (late) {
                    Thread.sleep(delay.toMillis());
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException broken) {
            // the other side learns it by the close below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    /** Answers, then swallows the request, so that the client reads the answer before it sees the connection end. */
    private void refuse(Socket client) {
        try {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[BUFFER];
            if (in.read(buffer) >= 0) {
                client.getOutputStream().write(UNAVAILABLE);
                client.shutdownOutput();
                client.setSoTimeout(2_000);
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException gone) {
            // so is its interest in the answer
        } finally {
            close(client);
        }
    }

    private void breakConnections() {
        Set.copyOf(sockets).forEach(this::close);
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // it is closed, which is what was wanted
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop listening on port " + port, e);
        }
    }
}
