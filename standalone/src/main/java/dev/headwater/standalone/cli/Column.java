package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A field shown to people: lists as a table, a single object as lines of name and value. */
record Column(String field) {
    static List<Column> of(String... fields) {
        return java.util.Arrays.stream(fields).map(Column::new).toList();
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
        table.add(columns.stream()
                .map(c -> c.field().toUpperCase(java.util.Locale.ROOT))
                .toList());
        for (JsonNode row : rows) {
            table.add(columns.stream().map(c -> text(row.path(c.field()))).toList());
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
        int width = StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        object.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                printObject(out, field.getValue());
            } else {
                String name = field.getKey();
                out.println(name + " ".repeat(Math.max(1, width - name.length() + 2)) + text(field.getValue()));
            }
        });
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.asText()));
            return String.join(", ", parts);
        }
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }
}
