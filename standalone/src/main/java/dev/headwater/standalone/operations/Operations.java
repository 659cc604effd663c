package dev.headwater.standalone.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Everything an operator can ask for, by name: JSON in, JSON out, so that it makes no difference whether the command line
 * asks a running server or runs it itself.
 */
public final class Operations {
    public static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Map<String, Operation<?>> byName = new HashMap<>();

    public Operations(OperationGroup... groups) {
        for (OperationGroup group : groups) {
            group.register(this);
        }
    }

    /** The argument of an operation that has none. */
    public record None() {}

    private record Operation<A>(Class<A> argument, Function<A, ?> run) {
        Object apply(JsonNode json) throws JsonProcessingException {
            return run.apply(JSON.treeToValue(json, argument));
        }
    }

    <A> void add(String name, Class<A> argument, Function<A, ?> run) {
        byName.put(name, new Operation<>(argument, run));
    }

    /**
     * Does what is asked.
     *
     * @throws OperationException when it can not be done, with a sentence for the one who asked
     */
    public JsonNode run(String name, JsonNode argument) {
        Operation<?> operation = byName.get(name);
        if (operation == null) {
            throw new OperationException("there is no operation " + name);
        }
        try {
            return JSON.valueToTree(operation.apply(argument));
        } catch (JsonProcessingException e) {
            throw new OperationException("the argument of " + name + " can not be read");
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw new OperationException(message == null ? "the argument of " + name + " is not valid" : message);
        }
    }
}
