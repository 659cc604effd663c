package dev.headwater.functions.http;

import java.util.Set;

/** The secrets one of which a request has to show. */
@FunctionalInterface
public interface ShownSecrets {
    /** Those that count, as they are known. */
    Set<String> known();

    /** Asked where none of the known ones was shown: those that count now, as far as it may be looked again. */
    default Set<String> lookedAgain() {
        return known();
    }
}
