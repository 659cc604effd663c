package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a JSON value has to be. */
@FunctionalInterface
interface JsonType {
    /** Adds a line for each thing that is wrong with a value. */
    void check(String path, JsonNode value, List<String> faults);

    /** Whether the field may be left out. */
    default boolean mayBeAbsent() {
        return false;
    }

    /** The same, or left out. */
    default JsonType optional() {
        JsonType present = this;
        return new JsonType() {
            @Override
            public void check(String path, JsonNode value, List<String> faults) {
                present.check(path, value, faults);
            }

            @Override
            public boolean mayBeAbsent() {
                return true;
            }
        };
    }

    /** The same, or null. */
    default JsonType orNull() {
        return (path, value, faults) -> {
            if (!value.isNull()) {
                check(path, value, faults);
            }
        };
    }

    /** A string that a pattern matches. */
    static JsonType text(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return (path, value, faults) -> require(
                value.isTextual() && compiled.matcher(value.textValue()).matches(),
                path,
                value,
                "a string like " + pattern,
                faults);
    }

    /** A number without a fraction that 32 bits with a sign hold, and not negative. */
    static JsonType integer() {
        return (path, value, faults) -> require(
                value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0,
                path,
                value,
                "an integer of 31 bits",
                faults);
    }

    static JsonType number() {
        return (path, value, faults) -> require(value.isNumber(), path, value, "a number", faults);
    }

    /** The number 0 or 1. */
    static JsonType flag() {
        return (path, value, faults) -> require(
                value.isIntegralNumber() && (value.intValue() | 1) == 1, path, value, "the number 0 or 1", faults);
    }

    static JsonType bool() {
        return (path, value, faults) -> require(value.isBoolean(), path, value, "true or false", faults);
    }

    static JsonType listOf(JsonType member) {
        return (path, value, faults) -> {
            require(value.isArray(), path, value, "a list", faults);
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                member.check(path + "[" + i + "]", value.get(i), faults);
            }
        };
    }

    /** An object of these fields and no others. */
    static JsonType object(Map<String, JsonType> fields) {
        Map<String, JsonType> known = new TreeMap<>(fields);
        return (path, value, faults) -> {
            require(value.isObject(), path, value, "an object", faults);
            if (!value.isObject()) {
                return;
            }
            value.properties().forEach(field -> {
                if (!known.containsKey(field.getKey())) {
                    faults.add(path + "." + field.getKey() + " is no field there is");
                }
            });
            known.forEach((name, type) -> {
                JsonNode member = value.get(name);
                if (member != null) {
                    type.check(path + "." + name, member, faults);
                } else if (!type.mayBeAbsent()) {
                    faults.add(path + "." + name + " is not there");
                }
            });
        };
    }

    /** An object whose keys a pattern matches, all of one type. */
    static JsonType mapOf(String keys, JsonType member) {
        return (path, value, faults) -> {
            require(value.isObject(), path, value, "an object", faults);
            value.properties().forEach(field -> {
                if (!field.getKey().matches(keys)) {
                    faults.add(path + "." + field.getKey() + " is no key like " + keys);
                }
                member.check(path + "." + field.getKey(), field.getValue(), faults);
            });
        };
    }

    /** Any of these; without any, whatever there is but null. */
    static JsonType any(JsonType... types) {
        return (path, value, faults) -> {
            boolean fits = types.length == 0 && !value.isNull();
            for (JsonType type : types) {
                List<String> own = new ArrayList<>();
                type.check(path, value, own);
                fits |= own.isEmpty();
            }
            require(fits, path, value, "one of what is allowed", faults);
        };
    }

    private static void require(boolean fits, String path, JsonNode value, String wanted, List<String> faults) {
        if (!fits) {
            faults.add(path + " is to be " + wanted + " and is " + value);
        }
    }
}
