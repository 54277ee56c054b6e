/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GatheringInputStreamTest {

    @Test
    void givesEveryByteInOrderWhateverThePieces() throws IOException {
        // Given
        Random random = new Random(3);
        byte[] sent = new byte[1 << 20];
        random.nextBytes(sent);
        InputStream in = new GatheringInputStream(new InPieces(sent, random));

        // When
        byte[] received = new byte[sent.length];
        int end = 0;
        byte[] piece = new byte[9_000];
        while (end < received.length) {
            if (random.nextInt(10) == 0) {
                received[end++] = (byte) in.read();
                continue;
            }
            int offset = random.nextInt(100);
            int read = in.read(piece, offset, Math.min(piece.length - offset, 1 + random.nextInt(8_000)));
            System.arraycopy(piece, offset, received, end, read);
            end += read;
        }

        // Then
        assertThat(received).isEqualTo(sent);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(piece, 0, 10)).isEqualTo(-1);
    }

    @Test
    void asksTheSocketForFewAndLargePieces() throws IOException {
        // Given
        List<Integer> asked = new ArrayList<>();
        InputStream socket = new ByteArrayInputStream(new byte[1 << 20]) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                asked.add(length);
                return super.read(bytes, offset, length);
            }
        };

        // When
        InputStream in = new GatheringInputStream(socket);
        byte[] piece = new byte[1_000];
        while (in.read(piece, 0, piece.length) >= 0) {
            // what is read does not matter
        }

        // Then
        assertThat(asked).hasSize(9).containsOnly(128 << 10);
    }

    @Test
    void tellsWhatIsAvailable() throws IOException {
        InputStream in = new GatheringInputStream(new ByteArrayInputStream(new byte[10]));
        assertThat(in.available()).isEqualTo(10);
        in.read();
        assertThat(in.available()).isEqualTo(9);
    }

    @Test
    void losesNothingWhenASocketTimesOut() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new GatheringSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            // Given
            client.setSoTimeout(20);
            InputStream in = client.getInputStream();
            accepted.getOutputStream().write(new byte[] {1, 2});
            assertThat(in.read()).isEqualTo(1);
            assertThat(in.read()).isEqualTo(2);

            // When
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);

            // Then
            accepted.getOutputStream().write(3);
            assertThat(in.read()).isEqualTo(3);
            assertThat(client.getInputStream()).isSameAs(in);
        }
    }

    /** Gives as much as it likes of what is asked for. */
    private static final class InPieces extends ByteArrayInputStream {

        private final Random random;

        InPieces(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(40_000)));
        }
    }
}
