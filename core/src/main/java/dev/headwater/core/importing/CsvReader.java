package dev.headwater.core.importing;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a CSV file (RFC 4180): fields in quotes may hold separators, line ends and doubled quotes. */
final class CsvReader {
    private static final int MAX_FIELD = 4096;
    private static final int MAX_FIELDS = 200;

    private final Reader in;
    private final char separator;
    private long row;
    private int pushedBack = -2;

    CsvReader(Reader in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    /** The row last read, from 1; rows that hold nothing count. */
    long row() {
        return row;
    }

    /** Empty: there is no more. */
    Optional<List<String>> next() throws IOException {
        int c = read();
        if (c < 0) {
            return Optional.empty();
        }
        row++;
        List<String> fields = new ArrayList<>();
        while (true) {
            StringBuilder field = new StringBuilder();
            boolean quoted = c == '"';
            c = quoted ? quoted(field) : bare(c, field);
            fields.add(quoted ? field.toString() : field.toString().strip());
            if (fields.size() > MAX_FIELDS) {
                throw new ImportException("row " + row + " has more than " + MAX_FIELDS + " fields");
            }
            if (c != separator) {
                break;
            }
            c = read();
        }
        if (c == '\r') {
            int after = read();
            pushedBack = after == '\n' ? -2 : after;
        }
        return Optional.of(fields);
    }

    private int bare(int first, StringBuilder field) throws IOException {
        int c = first;
        while (c >= 0 && c != separator && c != '\n' && c != '\r') {
            append(field, c);
            c = read();
        }
        return c;
    }

    private int quoted(StringBuilder field) throws IOException {
        while (true) {
            int c = read();
            if (c < 0) {
                throw new ImportException("row " + row + " opens a quote that is never closed");
            }
            if (c == '"') {
                c = read();
                if (c != '"') {
                    while (c == ' ' || (c == '\t' && separator != '\t')) {
                        c = read();
                    }
                    if (c >= 0 && c != separator && c != '\n' && c != '\r') {
                        throw new ImportException("row " + row + " has text behind a closing quote");
                    }
                    return c;
                }
            }
            append(field, c);
        }
    }

    private void append(StringBuilder field, int c) {
        if (field.length() >= MAX_FIELD) {
            throw new ImportException("row " + row + " has a field of more than " + MAX_FIELD + " characters");
        }
        field.append((char) c);
    }

    private int read() throws IOException {
        if (pushedBack != -2) {
            int c = pushedBack;
            pushedBack = -2;
            return c;
        }
        return in.read();
    }
}
