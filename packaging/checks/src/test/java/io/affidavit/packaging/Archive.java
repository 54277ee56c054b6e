/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip that the build made. */
record Archive(String module, String name) {
    private static final Path PACKAGING = Path.of("").toAbsolutePath().getParent();

    String directory() {
        return name + "-" + System.getProperty("project.version");
    }

    Path file() {
        return PACKAGING.resolve(module).resolve("target").resolve(directory() + ".zip");
    }

    Path bundledList() {
        return PACKAGING.resolve("bundled").resolve(name + ".txt");
    }

    /** Whether it is loaded by a worker. */
    boolean loaded() {
        return !module.equals("cli");
    }

    /** Whether it is a plugin of its own, not an addition to one. */
    boolean plugin() {
        return loaded() && !module.startsWith("kms-");
    }

    List<ZipEntry> entries() {
        try (ZipFile zip = new ZipFile(file().toFile())) {
            return zip.stream().map(ZipEntry.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file names in {@code lib}, sorted. */
    List<String> jars() {
        String lib = directory() + "/lib/";
        return entries().stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.startsWith(lib) && !entry.equals(lib))
                .map(entry -> entry.substring(lib.length()))
                .sorted()
                .toList();
    }

    String text(String path) {
        try (ZipFile zip = new ZipFile(file().toFile())) {
            byte[] bytes =
                    zip.getInputStream(zip.getEntry(directory() + "/" + path)).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> listedJars() {
        try {
            return Files.readAllLines(bundledList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
