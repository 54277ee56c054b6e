/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Makes plain sockets that are read in large pieces; encryption goes on top. Public for the driver, which makes it by name. */
public final class GatheringSocketFactory extends SocketFactory {

    private static final class GatheringSocket extends Socket {

        private InputStream gathering;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream in = super.getInputStream();
            if (gathering == null) {
                gathering = new GatheringInputStream(in);
            }
            return gathering;
        }
    }

    @Override
    public Socket createSocket() {
        return new GatheringSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    /** @param own where the socket is to be bound, or null for anywhere */
    private static Socket connected(SocketAddress server, SocketAddress own) throws IOException {
        Socket socket = new GatheringSocket();
        try {
            socket.bind(own);
            socket.connect(server);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
