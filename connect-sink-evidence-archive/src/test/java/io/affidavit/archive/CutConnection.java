/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire to a server on this machine that can be cut after a request was answered and before the answer arrives. */
final class CutConnection implements AutoCloseable {

    private final int server;
    private final String request;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param request text that is in the first bytes of the request whose answer is to be lost */
    CutConnection(int server, String request) {
        this.server = server;
        this.request = request;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::accept);
    }

    /** The same address, by way of this wire. */
    String through(String address) {
        return address.replace(":" + server, ":" + listener.getLocalPort());
    }

    void cutNextAnswer() {
        armed.set(true);
    }

    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.add(client);
            sockets.add(upstream);
            AtomicBoolean doomed = new AtomicBoolean();
            inBackground(() -> pump(client, upstream, doomed, true));
            inBackground(() -> pump(upstream, client, doomed, false));
        }
    }

    private void pump(Socket from, Socket to, AtomicBoolean doomed, boolean requests) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                if (requests
                        && new String(bytes, 0, count, StandardCharsets.ISO_8859_1).contains(request)
                        && armed.compareAndSet(true, false)) {
                    doomed.set(true);
                }
                if (!requests && doomed.get()) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        }
    }

    private static void inBackground(Wire work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // either side hung up
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Wire {
        void run() throws IOException;
    }
}
