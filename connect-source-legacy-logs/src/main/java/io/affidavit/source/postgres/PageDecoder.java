/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Decodes rows on a thread of its own while the next ones are on their way. The thread ends when it has long been idle. */
final class PageDecoder implements AutoCloseable {

    /** Fewer rows are not worth another thread. */
    private static final int CHUNK = 250;

    private static final int IDLE_SECONDS = 30;

    private final RowDecoder decoder;
    private final ThreadPoolExecutor thread;

    PageDecoder(RowDecoder decoder) {
        this.decoder = decoder;
        this.thread =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread decoding = new Thread(work, "affidavit-decode");
                    decoding.setDaemon(true);
                    return decoding;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    Page page() {
        return new Page();
    }

    @Override
    public void close() {
        // what is queued takes no time, and somebody may wait for it
        thread.shutdown();
    }

    /** The rows of one page, in order. Used by one thread. */
    final class Page {

        private final List<Future<List<SourceRow>>> decoding = new ArrayList<>();
        private List<RawRow> chunk = new ArrayList<>(CHUNK);
        private int size;

        void add(RawRow row) {
            chunk.add(row);
            size++;
            if (chunk.size() == CHUNK) {
                List<RawRow> full = chunk;
                decoding.add(thread.submit(() -> decode(full)));
                chunk = new ArrayList<>(CHUNK);
            }
        }

        int size() {
            return size;
        }

        List<SourceRow> rows() throws StoreException {
            List<SourceRow> last = decode(chunk);
            List<SourceRow> rows = new ArrayList<>(size);
            for (Future<List<SourceRow>> earlier : decoding) {
                rows.addAll(decoded(earlier));
            }
            rows.addAll(last);
            return rows;
        }

        private List<SourceRow> decode(List<RawRow> raw) {
            List<SourceRow> rows = new ArrayList<>(raw.size());
            for (RawRow row : raw) {
                rows.add(decoder.decode(row));
            }
            return rows;
        }

        private static List<SourceRow> decoded(Future<List<SourceRow>> rows) throws StoreException {
            try {
                return rows.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException malformed) {
                    throw malformed;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StoreException.fatal("Cannot decode rows: reading was cancelled.");
            }
        }
    }
}
