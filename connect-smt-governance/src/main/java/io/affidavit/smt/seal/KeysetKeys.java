/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The two keys by which a transform is given one keyset: in itself, as a password, or by the path of a file.
 *
 * @param name of the key that holds the keyset; with {@code .file} behind it, of the one that holds the path
 * @param reader reads the keyset; its exceptions say what is wrong without any of it
 */
public record KeysetKeys<T extends Sealer>(String name, Function<String, T> reader) {

    /** A keyset of a few keys has a few hundred bytes. */
    private static final long LARGEST = 1024 * 1024;

    /** @param purpose what the keyset is for, as the end of a sentence */
    public List<ConfigKey> keys(String group, String displayName, String purpose) {
        return List.of(
                ConfigKey.password(name)
                        .group(group)
                        .displayName(displayName)
                        .doc("Tink keyset in clear, as JSON, for " + purpose
                                + ", best from a ConfigProvider. Its primary key "
                                + "seals, all its enabled keys open. Instead of " + file() + ".")
                        .optional()
                        .validator(Checks.check("a Tink keyset in clear, as JSON, of the right kind", this::readable))
                        .build(),
                ConfigKey.string(file())
                        .group(group)
                        .displayName(displayName + " file")
                        .doc("Path, on every worker, of a file that holds what " + name
                                + " would. Read when the task starts.")
                        .optional()
                        .validator(Checks.nonBlank())
                        .build());
    }

    /**
     * The keyset, if one of the keys is set.
     *
     * @throws ConfigException naming the key, if both are set or what one names cannot be used
     */
    public Optional<T> read(AbstractConfig config) {
        Password keyset = config.getPassword(name);
        String path = config.getString(file());
        if (keyset != null && path != null) {
            throw new ConfigException(
                    "Invalid value for configuration " + name + ": " + file() + " is set too. Set one of them.");
        }
        if (path != null) {
            return Optional.of(parsed(file(), text(path)));
        }
        return keyset == null ? Optional.empty() : Optional.of(parsed(name, keyset.value()));
    }

    public String file() {
        return name + ".file";
    }

    private boolean readable(Object value) {
        try {
            return reader.apply(((Password) value).value()) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private T parsed(String key, String keyset) {
        try {
            return reader.apply(keyset);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + key + ": " + e.getMessage());
        }
    }

    private String text(String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > LARGEST) {
                throw unreadable("it is too large to be a keyset");
            }
            return Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            throw unreadable(e.getClass().getSimpleName());
        }
    }

    private ConfigException unreadable(String why) {
        return new ConfigException("Invalid value for configuration " + file() + ": cannot read the keyset file (" + why
                + "). Give the path of a file that every worker can read.");
    }
}
