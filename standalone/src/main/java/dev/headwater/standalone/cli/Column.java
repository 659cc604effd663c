package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A field shown to people: lists as a table, a single object as lines of name and value. */
record Column(String field) {
    private static final Pattern FINER_THAN_SECONDS =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\.\\d+Z");
    /** Of a list in a table: who wants all asks for the one thing, or for JSON. */
    private static final int FEW = 3;

    static List<Column> of(String... fields) {
        return Arrays.stream(fields).map(Column::new).toList();
    }

    static void print(PrintWriter out, List<Column> columns, JsonNode answer) {
        if (answer.isArray()) {
            printTable(out, columns, answer);
        } else {
            printObject(out, answer);
        }
    }

    private static void printTable(PrintWriter out, List<Column> columns, JsonNode rows) {
        if (rows.isEmpty()) {
            out.println("(none)");
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(columns.stream().map(c -> c.field().toUpperCase(Locale.ROOT)).toList());
        for (JsonNode row : rows) {
            table.add(columns.stream().map(c -> cell(row.path(c.field()))).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static void printObject(PrintWriter out, JsonNode object) {
        Map<String, String> lines = new LinkedHashMap<>();
        flatten(object, lines);
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, value) -> out.println(name + " ".repeat(width - name.length() + 2) + value));
    }

    private static void flatten(JsonNode object, Map<String, String> lines) {
        object.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                flatten(field.getValue(), lines);
            } else {
                lines.put(field.getKey(), text(field.getValue()));
            }
        });
    }

    private static String cell(JsonNode value) {
        if (!value.isArray() || value.size() <= FEW + 1) {
            return text(value);
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            parts.add(value.get(i).asText());
        }
        return String.join(", ", parts) + " and " + (value.size() - FEW) + " more";
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.asText()));
            return parts.isEmpty() ? "-" : String.join(", ", parts);
        }
        return value.isMissingNode() || value.isNull()
                ? "-"
                : FINER_THAN_SECONDS.matcher(value.asText()).replaceFirst("$1Z");
    }
}
