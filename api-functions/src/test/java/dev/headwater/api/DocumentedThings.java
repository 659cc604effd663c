package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for the variables in paths of documented routes: things that were added before. */
final class DocumentedThings {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** @param prefix a path to the end of its variable */
    void put(String prefix, String value) {
        values.put(prefix, value);
    }

    /** What names the thing that was added to a list. */
    void remember(String list, JsonNode added) {
        if (list.endsWith("/episodes")) {
            values.putIfAbsent("/admin/api/v1/episodes/{id}", added.path("id").asText());
        }
        added.properties().stream()
                .filter(field -> field.getValue().isValueNode())
                .forEach(field -> values.putIfAbsent(
                        list + "/{" + field.getKey() + "}", field.getValue().asText()));
    }

    /** It may be called something else now. */
    void renamed(String path, JsonNode changed) {
        values.computeIfPresent(path, (_, before) -> changed.path("name").asText(before));
    }

    /** The path with its variables filled; empty: nothing is known for one of them. */
    Optional<String> target(DocumentedRoute route) {
        StringBuilder target = new StringBuilder();
        Matcher variable = VARIABLE.matcher(route.path());
        while (variable.find()) {
            String value = values.get(known(route.path().substring(0, variable.end())));
            if (value == null) {
                return Optional.empty();
            }
            variable.appendReplacement(target, Matcher.quoteReplacement(value));
        }
        return Optional.of(variable.appendTail(target).toString());
    }

    /** {@code /series/{series}} names what {@code /series/{id}} does. */
    private String known(String prefix) {
        if (values.containsKey(prefix)) {
            return prefix;
        }
        String things = prefix.substring(0, prefix.lastIndexOf('/'));
        return values.containsKey(things + "/{id}") ? things + "/{id}" : things + "/{name}";
    }
}
