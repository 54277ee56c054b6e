/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLockTest {

    @TempDir
    Path directory;

    @Test
    void isHeldByOneOfAProcess() {
        try (HostLock first = lock();
                HostLock second = lock()) {
            assertThat(first.acquire(version(1), "one")).isTrue();
            assertThat(second.acquire(version(1), "other")).isFalse();
            assertThat(second.acquire(version(2), "other")).isFalse();
            assertThat(second.release(version(1), "other")).isFalse();

            assertThat(first.release(version(1), "one")).isTrue();
            assertThat(second.acquire(version(2), "other")).isTrue();
        }
    }

    @Test
    void isHeldByOneProcessAndEndsWithIt() throws Exception {
        // Given another process that holds the lock
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        version(1))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (HostLock ours = lock()) {
            assertThat(process.getInputStream().read()).isEqualTo('h');
            assertThat(ours.acquire(version(1), "ours")).isFalse();

            // When it is killed
            process.destroyForcibly().waitFor();

            // Then the lock is free
            assertThat(ours.acquire(version(1), "ours")).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static HostLock lock() {
        HostLock lock = new HostLock();
        lock.initialize(Map.of("lock.acquire-timeout-ms", "300"));
        return lock;
    }

    private String version(int number) {
        return "file:" + directory.resolve("v" + number + ".metadata.json");
    }

    /** Takes the lock, says so, and waits to be killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (HostLock lock = lock()) {
                System.out.print(lock.acquire(arguments[0], "holder") ? 'h' : 'n');
                System.out.flush();
                int end = System.in.read();
                System.exit(end);
            }
        }
    }
}
