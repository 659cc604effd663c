package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the fields of a JSON object and their types, as clients bind them: none more, none less, none other. */
final class Census {
    private Census() {}

    /** @param expected type by field: {@code string}, {@code string:PATTERN}, {@code int}, {@code ints}, … */
    static void matches(JsonNode object, Map<String, String> expected) {
        Map<String, String> found = new TreeMap<>();
        object.properties()
                .forEach(field -> found.put(field.getKey(), type(field.getValue(), expected.get(field.getKey()))));
        assertThat(found).isEqualTo(new TreeMap<>(expected));
    }

    private static String type(JsonNode value, String expected) {
        if (value.isTextual()) {
            boolean fits = expected != null
                    && expected.startsWith("string:")
                    && value.textValue().matches(expected.substring("string:".length()));
            return fits ? expected : "string";
        }
        if (value.isArray()) {
            String members = value.isEmpty() ? "thing" : type(value.get(0), null);
            return members + "s";
        }
        return value.isInt() || value.isLong()
                ? "int"
                : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
