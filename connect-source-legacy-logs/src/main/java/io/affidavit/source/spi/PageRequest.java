package io.affidavit.source.spi;

/**
 * Asks for the next rows with {@code from <= position < before}, after {@code after} where that is not null.
 *
 * @param after the last row already read, or null to begin at {@code from}
 * @param maxRows most rows of the page
 * @param maxBytes the page ends with the row that reaches this many bytes of text
 */
public record PageRequest(long from, long before, RowMark after, int maxRows, long maxBytes) {

    public PageRequest {
        if (maxRows < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("A page holds at least one row and one byte.");
        }
    }
}
