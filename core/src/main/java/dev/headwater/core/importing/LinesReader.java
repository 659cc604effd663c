package dev.headwater.core.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads lines from a CSV file whose first row names its columns, in the words of whatever system wrote it. */
public final class LinesReader {
    /** It is held whole, more than once: 200,000 lines have room in it. */
    static final int MAX_BYTES = 8 << 20;

    private static final int MAX_LINES = 200_000;
    private static final int MAX_ERRORS = 20;

    /** What a column may be called, the preferred name first. */
    enum Column {
        NAME("name username user login line"),
        PASSWORD("password pass passwd"),
        EXPIRES("expires exp_date expire_date expiry expiration expires_at end_date"),
        CONNECTIONS("connections max_connections max_cons maxconnections allowed_connections"),
        BOUQUETS("bouquets bouquet packages package"),
        STATUS("status state enabled"),
        BANNED("banned"),
        TRIAL("trial is_trial");

        private final String names;

        Column(String names) {
            this.names = names;
        }
    }

    private LinesReader() {}

    /**
     * All lines of a file; either all can be read or none is returned.
     *
     * @throws ImportException naming the rows that can not be read
     */
    public static List<ImportedLine> read(InputStream in) {
        try {
            byte[] bytes = Encodings.normal(in).readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ImportException("the file has more than " + (MAX_BYTES >> 20) + " MB");
            }
            return read(Texts.decode(bytes, 0, bytes.length));
        } catch (IOException e) {
            throw ImportException.brokenOff("the file");
        }
    }

    private static List<ImportedLine> read(String text) throws IOException {
        CsvReader csv = new CsvReader(new BufferedReader(new StringReader(text)), separator(text));
        Map<Column, Integer> columns = columns(csv.next().orElse(List.of()));
        List<ImportedLine> lines = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Map<String, Long> rows = new HashMap<>();
        Optional<List<String>> fields = csv.next();
        while (fields.isPresent()) {
            List<String> row = fields.get();
            if (row.size() > 1 || !row.getFirst().isEmpty()) {
                try {
                    ImportedLine line = new LineRow(csv.row(), columns, row).read();
                    Long before = rows.putIfAbsent(line.name(), csv.row());
                    if (before != null) {
                        throw new IllegalArgumentException("the line stands in row " + before + " already");
                    }
                    lines.add(line);
                } catch (IllegalArgumentException e) {
                    errors.add("row " + csv.row() + ": " + e.getMessage());
                }
            }
            if (lines.size() > MAX_LINES) {
                throw new ImportException("the file has more than " + MAX_LINES + " lines");
            }
            if (errors.size() >= MAX_ERRORS) {
                break;
            }
            fields = csv.next();
        }
        if (!errors.isEmpty()) {
            throw new ImportException(String.join("; ", errors) + "; nothing was changed");
        }
        if (lines.isEmpty()) {
            throw new ImportException("the file holds no lines: nothing was changed");
        }
        return lines;
    }

    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static Map<Column, Integer> columns(List<String> header) {
        Map<Column, Integer> columns = new HashMap<>();
        List<String> named = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT).replace(' ', '_'))
                .toList();
        for (Column column : Column.values()) {
            Arrays.stream(column.names.split(" ", -1))
                    .map(named::indexOf)
                    .filter(index -> index >= 0)
                    .findFirst()
                    .ifPresent(index -> columns.put(column, index));
        }
        if (!columns.containsKey(Column.NAME)) {
            throw new ImportException(
                    "the first row has to name the columns, one of them 'name' (or username, user, login)");
        }
        return columns;
    }
}
