package dev.headwater.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one gate to everything an operator can ask for: who may not is refused here, and who changes something is written
 * down here, whatever way they came.
 */
public final class Operations {
    public static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Map<String, Operation<?, ?>> byName = new LinkedHashMap<>();
    private final List<OperationGroup> groups;
    private final Gate gate;

    public Operations(Audit audit, List<OperationGroup> groups) {
        this(audit, Sourced.Rule.NO_UPLOADS, groups);
    }

    /** @param sources what who asks may name */
    public Operations(Audit audit, Sourced.Rule sources, List<OperationGroup> groups) {
        this(new Gate(audit, sources), groups);
    }

    public Operations(Gate gate, List<OperationGroup> groups) {
        this.gate = gate;
        this.groups = List.copyOf(groups);
        for (OperationGroup group : groups) {
            for (Operation<?, ?> operation : group.operations()) {
                if (byName.put(operation.name(), operation) != null) {
                    throw new IllegalArgumentException("two operations are called " + operation.name());
                }
            }
        }
    }

    /** Every operation, in the order of its group. */
    public Collection<Operation<?, ?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** What controllers call by its type. */
    public List<OperationGroup> groups() {
        return groups;
    }

    /**
     * Does what is asked by name: JSON in, JSON out.
     *
     * @throws OperationException when it can not be done, with a sentence for the one who asked
     */
    public JsonNode run(Call call, String name, JsonNode argument) {
        Operation<?, ?> operation = byName.get(name);
        if (operation == null) {
            throw OperationException.missing("there is no operation " + name);
        }
        return JSON.valueToTree(runRead(call, operation, argument));
    }

    private <A, R> R runRead(Call call, Operation<A, R> operation, JsonNode argument) {
        FlatJson.requireKnown(argument, operation.argument());
        try {
            return run(call, operation, JSON.treeToValue(argument, operation.argument()));
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof OperationException refused) {
                throw refused;
            }
            throw new OperationException("the argument of " + operation.name() + " can not be read");
        }
    }

    /**
     * Does what is asked.
     *
     * @throws OperationException when it can not be done, with a sentence for the one who asked
     */
    public <A, R> R run(Call call, Operation<A, R> operation, A argument) {
        return gate.run(call, operation, argument);
    }
}
