package dev.headwater.api.admin.uploads;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Sourced;
import dev.headwater.core.admin.Caller;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where uploads lie until something is made of them. One announces a file, sends it where the answer says, and names it as
 * {@code upload:ID}. Nobody sees those of others where they are somebody's own.
 */
public interface Uploads extends Sourced.Rule {
    /**
     * Announces a file.
     *
     * @throws OperationException where it is too large, or there is no room
     */
    Upload announce(Caller caller, String name, long size);

    Optional<Upload> find(Caller caller, String id);

    List<Upload> list(Caller caller);

    /**
     * Takes the file itself, where it is sent to this server. What breaks off leaves nothing, and may be sent again.
     *
     * @throws OperationException where it is not as long as was announced, or not to be sent here
     */
    Upload receive(Caller caller, String id, InputStream file);

    /** Forgets one with its file. */
    void remove(Upload upload);
}
