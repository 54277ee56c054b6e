/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Finds the packaged zips and lays them out as a worker or a user would have them. */
public final class PluginDirectory {
    private PluginDirectory() {}

    /**
     * The zip of a packaging module.
     *
     * @param module the folder below {@code packaging}: transforms, sources, archive, monitor, kms-aws, bundle or cli
     */
    public static Path zip(String module) {
        Path target = Runtimes.home().resolve("packaging").resolve(module).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            List<Path> zips =
                    files.filter(file -> file.toString().endsWith(".zip")).toList();
            if (zips.size() != 1) {
                throw new StackException("Cannot find the one zip of packaging/" + module + ": " + zips.size() + " in "
                        + target + ". Run: mvn -q package -DskipTests");
            }
            return zips.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + target, e);
        }
    }

    /** Unpacks zips side by side below {@code directory}, as a {@code plugin.path} wants them. */
    public static Path unpack(Path directory, List<Path> zips) {
        zips.forEach(zip -> unpackOne(directory, zip));
        return directory;
    }

    private static void unpackOne(Path directory, Path zip) {
        Path root = directory.toAbsolutePath().normalize();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = root.resolve(entry.getName()).normalize();
                if (!file.startsWith(root)) {
                    throw new StackException("Cannot unpack " + zip + ": an entry leaves the directory");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                    if (file.getParent().endsWith("bin")) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + zip, e);
        }
    }
}
