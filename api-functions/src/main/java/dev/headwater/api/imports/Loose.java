package dev.headwater.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.importing.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as panels write them: numbers as texts, texts as numbers, null, "" and "n/A" for nothing. */
final class Loose {
    private static final int MAX_TEXT = 10_000;
    private static final int MAX_SHOWN = 40;
    private static final int MAX_RATING = 10;

    private Loose() {}

    /** The first field that says something; empty: none does. Cleaned. */
    static String text(JsonNode row, String... names) {
        for (String name : names) {
            JsonNode field = row.path(name);
            if (field.isValueNode() && !field.isNull()) {
                String text = Texts.clean(field.asText(), MAX_TEXT);
                if (!text.isEmpty() && !text.equalsIgnoreCase("n/a") && !text.equals("null")) {
                    return text;
                }
            }
        }
        return "";
    }

    static int number(JsonNode field, int otherwise) {
        if (field.isIntegralNumber() && field.canConvertToInt()) {
            return field.intValue();
        }
        if (field.isBoolean()) {
            return field.booleanValue() ? 1 : 0;
        }
        String text = field.isValueNode() ? field.asText().strip() : "";
        if (text.endsWith(".0")) {
            text = text.substring(0, text.length() - 2);
        }
        try {
            return text.isEmpty() || text.length() > 11 ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** 0 to 10; 0: not said. */
    static double rating(JsonNode row, String name) {
        try {
            double rating = Double.parseDouble(text(row, name).replace(',', '.'));
            return rating >= 0 && rating <= MAX_RATING ? rating : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static @Nullable LocalDate date(JsonNode row, String... names) {
        String text = text(row, names);
        try {
            return text.length() < 10 || text.startsWith("0000") ? null : LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Absolute URLs of pictures, from a text or a list of them. */
    static List<String> images(JsonNode field, int max) {
        List<String> images = new ArrayList<>();
        if (field.isArray()) {
            field.forEach(one -> addImage(images, one.asText(), max));
        } else if (field.isTextual()) {
            addImage(images, field.asText(), max);
        }
        return images;
    }

    static @Nullable String image(JsonNode row, String... names) {
        List<String> images = new ArrayList<>();
        addImage(images, text(row, names), 1);
        return images.isEmpty() ? null : images.getFirst();
    }

    private static void addImage(List<String> images, String url, int max) {
        boolean usable = (url.startsWith("http://") || url.startsWith("https://")) && url.length() <= 2_000;
        if (usable && images.size() < max && url.chars().noneMatch(c -> c <= ' ' || c == '"')) {
            images.add(url);
        }
    }

    /** Somebody else's word within a message of ours. */
    static String shown(String text) {
        return Texts.clean(text, MAX_SHOWN);
    }
}
