/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory that holds only so many megabytes: a tmpfs, where this user may mount one. */
public final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Whether this system lets this user mount one. */
    public static boolean possible() {
        try {
            Path probe = Files.createTempDirectory("affidavit-disk-");
            boolean mounted = succeeds(mountCommand(probe, 1));
            if (mounted) {
                new SmallDisk(probe).close();
            }
            Files.delete(probe);
            return mounted;
        } catch (IOException e) {
            return false;
        }
    }

    /** Mounts a disk at a directory, which is created if need be. */
    public static SmallDisk mount(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        require(mountCommand(directory, megabytes));
        return new SmallDisk(directory);
    }

    /** Makes it larger or smaller and keeps what is on it. */
    public void resize(int megabytes) {
        require(List.of("mount", "-o", "remount,size=" + megabytes + "m", directory.toString()));
    }

    @Override
    public void close() {
        require(List.of("umount", "--lazy", directory.toString()));
    }

    private static List<String> mountCommand(Path directory, int megabytes) {
        return List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
    }

    private static void require(List<String> command) {
        try {
            if (!succeeds(command)) {
                throw new IllegalStateException("Cannot run " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
