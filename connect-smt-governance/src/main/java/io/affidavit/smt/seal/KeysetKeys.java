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
import java.util.function.BiFunction;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The two keys by which a transform is given one keyset: in itself, as a password, or by the path of a file.
 *
 * @param name of the key that holds the keyset; with {@code .file} behind it, of the one that holds the path
 * @param reader reads the keyset, with the service that it is encrypted by; its exceptions say what is wrong without any of it
 * @param service the keys that name that service
 */
public record KeysetKeys<T extends Sealer>(
        String name, BiFunction<String, Optional<KeyService>, T> reader, KeyServiceKeys service) {

    /** A keyset of a few keys has a few hundred bytes. */
    private static final long LARGEST = 1024 * 1024;

    /** @param purpose what the keyset is for, as the end of a sentence */
    public List<ConfigKey> keys(String group, String displayName, String purpose) {
        return List.of(
                ConfigKey.password(name)
                        .group(group)
                        .displayName(displayName)
                        .doc("Tink keyset as JSON, for " + purpose
                                + ", best from a ConfigProvider. Its primary key "
                                + "seals, all its enabled keys open. Encrypted with " + service.uri()
                                + ", in clear without. Instead of " + file() + ".")
                        .optional()
                        .validator(Checks.check(
                                "a Tink keyset as JSON, in clear and of the right kind, or encrypted", this::readable))
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
            return Optional.of(parsed(file(), text(path), config));
        }
        return keyset == null ? Optional.empty() : Optional.of(parsed(name, keyset.value(), config));
    }

    public String file() {
        return name + ".file";
    }

    private boolean readable(Object value) {
        String keyset = ((Password) value).value();
        try {
            // what is encrypted can only be read with the service, which is asked when the task starts
            return Keysets.encrypted(keyset) || reader.apply(keyset, Optional.empty()) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private T parsed(String key, String keyset, AbstractConfig config) {
        if (Keysets.encrypted(keyset) != service.given(config)) {
            throw new ConfigException("Invalid value for configuration " + key + ": the keyset is "
                    + (service.given(config)
                            ? "in clear, though " + service.uri()
                                    + " is set. Encrypt it with affidavit keys keyset --rotate."
                            : "encrypted, and " + service.uri() + " does not say by what. Set it."));
        }
        try {
            return reader.apply(keyset, service.read(config));
        } catch (KeyServiceException e) {
            throw service.refused(e);
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
