package dev.headwater.functions;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things to do of which none waits for another's luck. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private @Nullable RuntimeException first;

    /** Does one; a fault is kept for {@link #end}. */
    void at(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("can not {}", what, e);
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    /** Throws the first fault there was, the others within. */
    void end() {
        if (first != null) {
            throw first;
        }
    }
}
