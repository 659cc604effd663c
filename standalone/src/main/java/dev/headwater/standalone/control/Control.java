package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The way from a command to the operations: over a running server's control endpoint, over the admin API of one
 * elsewhere, or within this process; close it.
 */
@FunctionalInterface
public interface Control extends AutoCloseable {
    /**
     * Runs an operation.
     *
     * @throws dev.headwater.api.admin.OperationException when it can not be done
     */
    JsonNode call(String operation, JsonNode argument);

    @Override
    default void close() {}
}
