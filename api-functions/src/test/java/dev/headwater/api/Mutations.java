package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An answer with one field of one of its objects made wrong: taken away, nulled, or of another type. */
record Mutations(JsonNode original) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** One wrong answer, and what was done to it: {@code removed /info/name}. */
    record Mutation(String what, JsonNode answer) {}

    /** All there are. */
    List<Mutation> all() {
        List<Mutation> all = new ArrayList<>();
        collect("", original, all);
        return all;
    }

    private void collect(String path, JsonNode node, List<Mutation> all) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), all);
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            String at = path + "/" + name;
            JsonNode removed = original.deepCopy();
            ((ObjectNode) removed.at(path)).remove(name);
            all.add(new Mutation("removed " + at, removed));
            all.add(replaced("nulled", path, name, NODES.nullNode()));
            all.add(replaced("swapped", path, name, swapped(field.getValue())));
            collect(at, field.getValue(), all);
        }
    }

    private Mutation replaced(String how, String path, String name, JsonNode value) {
        JsonNode copy = original.deepCopy();
        ((ObjectNode) copy.at(path)).set(name, value);
        return new Mutation(how + " " + path + "/" + name, copy);
    }

    /** The same value as the type it is easily taken for. */
    private static JsonNode swapped(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING ->
                value.textValue().matches("\\d{1,18}")
                        ? NODES.numberNode(Long.parseLong(value.textValue()))
                        : NODES.arrayNode().add(value);
            case ARRAY -> value.isEmpty() ? NODES.objectNode() : firstOf((ArrayNode) value);
            case OBJECT -> NODES.arrayNode();
            case NULL -> NODES.numberNode(0);
            default -> NODES.textNode(value.asText());
        };
    }

    private static JsonNode firstOf(ArrayNode list) {
        return list.get(0).isObject() ? NODES.objectNode().set("0", list.get(0)) : list.get(0);
    }
}
