package dev.headwater.standalone.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

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

    /** Told how much of a file went, in bytes. */
    @FunctionalInterface
    interface Sent {
        void at(long done, long all);
    }

    /**
     * Sends a file of this machine to where operations run.
     *
     * @return as operations name it, {@code upload:ID}; empty: they run here, and find it by its path
     * @throws dev.headwater.api.admin.OperationException where it can not be read or sent
     */
    default Optional<String> upload(Path file, Sent sent) {
        return Optional.empty();
    }

    /** Whether operations run on another machine, where files of this one are not. */
    default boolean isElsewhere() {
        return false;
    }

    /**
     * Fetches a file that is elsewhere.
     *
     * @param operation one that hands it out
     * @throws dev.headwater.api.admin.OperationException when it can not be had
     * @throws IOException when it breaks off, or can not be written here
     */
    default void fetch(String operation, JsonNode argument, OutputStream to) throws IOException {
        throw new UnsupportedOperationException("files of this machine are not fetched");
    }

    @Override
    default void close() {}
}
