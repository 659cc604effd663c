package dev.headwater.standalone.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What came of a measurement.
 *
 * @param facts under which it was made
 * @param rows the figures, all rows with the same names in the same order; names are as in JSON ({@code p99Ms})
 * @param aims each with what was reached
 */
public record Report(Map<String, Object> facts, List<Map<String, Object>> rows, List<String> aims) {
    public Report {
        facts = new LinkedHashMap<>(facts);
        rows = List.copyOf(rows);
        aims = List.copyOf(aims);
    }

    /** The same with facts before its own. */
    public Report under(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.putAll(facts);
        return new Report(all, rows, aims);
    }

    /** As a table that can be pasted into a document. */
    public void print(PrintWriter out) {
        facts.forEach((name, value) -> out.println("%s: %s".formatted(words(name), text(value))));
        out.println();
        List<List<String>> cells = new ArrayList<>();
        rows.stream()
                .limit(1)
                .forEach(row ->
                        cells.add(row.keySet().stream().map(Report::words).toList()));
        rows.forEach(row -> cells.add(row.values().stream().map(Report::text).toList()));
        int columns = cells.isEmpty() ? 0 : cells.getFirst().size();
        int[] widths = new int[columns];
        cells.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int r = 0; r < cells.size(); r++) {
            print(out, cells.get(r), widths);
            if (r == 0) {
                List<String> rule = Stream.iterate(0, i -> i < columns, i -> i + 1)
                        .map(i -> "-".repeat(widths[i]))
                        .toList();
                print(out, rule, widths);
            }
        }
        out.println();
        aims.forEach(out::println);
        out.flush();
    }

    private static void print(PrintWriter out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(' ')
                    .append(i == 0 ? row.get(i) + padding : padding + row.get(i))
                    .append(" |");
        }
        out.println(line);
    }

    /** {@code p99Ms} → {@code p99 ms}. */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        return switch (value) {
            case Double d when d.isNaN() -> "–";
            case Double d when Math.abs(d) >= 100 -> "%,.0f".formatted(d);
            case Double d -> "%.2f".formatted(d);
            case Long l -> "%,d".formatted(l);
            case Integer i -> "%,d".formatted(i);
            default -> value.toString();
        };
    }
}
