package dev.headwater.api.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;

/** Records some of whose parts stand flat beside each other in JSON: there Jackson itself overlooks unknown fields. */
public final class FlatJson {
    private FlatJson() {}

    /** @throws OperationException where there is a field that the record has not */
    public static void requireKnown(JsonNode json, Class<?> type) {
        requireKnown(json, type, "");
    }

    private static void requireKnown(JsonNode json, Class<?> type, String path) {
        if (!type.isRecord() || !json.isObject()) {
            return;
        }
        for (RecordComponent part : type.getRecordComponents()) {
            requireKnown(json.path(part.getName()), part.getType(), path + part.getName() + ".");
        }
        if (!isFlat(type)) {
            return;
        }
        Set<String> known = names(type);
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw OperationException.invalid(path + name, "this field is unknown");
            }
        });
    }

    private static boolean isFlat(Class<?> type) {
        for (RecordComponent part : type.getRecordComponents()) {
            if (isUnwrapped(part)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent part : type.getRecordComponents()) {
            if (isUnwrapped(part)) {
                names.addAll(names(part.getType()));
            } else {
                names.add(part.getName());
            }
        }
        return names;
    }

    private static boolean isUnwrapped(RecordComponent part) {
        return part.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }
}
