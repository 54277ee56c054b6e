/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.cli.output.Failure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what no argument may hold, because shells remember arguments and machines list them. */
final class SecretText {

    static final String STANDARD_INPUT = "-";

    private SecretText() {}

    /**
     * The text of a file, or of standard input where the name is a dash, without blanks around it.
     *
     * @param what it is, for messages, such as {@code the subject}
     * @throws Failure when there is none
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    static String read(String file, String what) {
        try {
            String text = file.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            if (text.isBlank()) {
                throw new Failure("Cannot read " + what + ": it is empty. Give a file, or - for standard input.");
            }
            return text.strip();
        } catch (CharacterCodingException e) {
            throw new Failure("Cannot read " + what + ": it is no UTF-8 text. Give another file.");
        } catch (IOException e) {
            throw Failure.of("Cannot read " + what, e, "Give a file that you may read, or - for standard input.");
        }
    }
}
