/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.nio.charset.StandardCharsets;

/**
 * A row in the text format of COPY (PostgreSQL's manual, COPY, "Text Format"), as the texts of its columns in UTF-8. One
 * object serves row after row; the texts are parts of the line, whose escapes are undone in place.
 */
final class CopyRow {

    private static final int NULL = -1;

    private final int[] from;
    private final int[] to;
    private byte[] line;
    private int at;
    private int end;

    CopyRow(int columns) {
        this.from = new int[columns];
        this.to = new int[columns];
    }

    /**
     * Takes the next row.
     *
     * @param row one line with its line feed; not to be used by anyone else any more
     */
    void take(byte[] row) {
        line = row;
        end = row.length > 0 && row[row.length - 1] == '\n' ? row.length - 1 : row.length;
        at = -1;
        for (int column = 0; column < from.length; column++) {
            if (at == end) {
                throw new IllegalStateException("Too few columns.");
            }
            at++;
            from[column] = at;
            to[column] = isNull() ? skipNull() : cell();
        }
        if (at != end) {
            throw new IllegalStateException("Too many columns.");
        }
    }

    byte[] bytes() {
        return line;
    }

    int from(int column) {
        return from[column];
    }

    int to(int column) {
        return to[column];
    }

    boolean isNull(int column) {
        return to[column] == NULL;
    }

    /** How many bytes the text of a column has; 0 for null. */
    int length(int column) {
        return isNull(column) ? 0 : to[column] - from[column];
    }

    long bytesOfTexts() {
        long bytes = 0;
        for (int column = 0; column < from.length; column++) {
            bytes += length(column);
        }
        return bytes;
    }

    String text(int column) {
        return isNull(column) ? null : new String(line, from[column], length(column), StandardCharsets.UTF_8);
    }

    /** No text begins like this: a backslash of its own is doubled. */
    private boolean isNull() {
        return at + 1 < end && line[at] == '\\' && line[at + 1] == 'N';
    }

    private int skipNull() {
        at += 2;
        return NULL;
    }

    /** Goes to the tab or the end behind a text and says where its last byte was put. */
    private int cell() {
        byte[] bytes = line;
        int read = at;
        while (read < end && bytes[read] != '\t' && bytes[read] != '\\') {
            read++;
        }
        int written = read;
        while (read < end && bytes[read] != '\t') {
            byte next = bytes[read++];
            bytes[written++] = next == '\\' ? unescaped(bytes[read++]) : next;
        }
        at = read;
        return written;
    }

    private static byte unescaped(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> letter;
        };
    }
}
