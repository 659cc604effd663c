package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;

/** The way from a command to the operations: over a running server's control endpoint, or within this process. */
@FunctionalInterface
public interface Control {
    /**
     * Runs an operation.
     *
     * @throws dev.headwater.api.admin.OperationException when it can not be done
     */
    JsonNode call(String operation, JsonNode argument);
}
