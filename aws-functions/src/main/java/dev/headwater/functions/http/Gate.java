package dev.headwater.functions.http;

import java.util.Optional;

/** What an event has to pass before anything else looks at it. */
public interface Gate {
    /** As it came. */
    Gate OPEN = (event, _) -> Optional.of(event);

    /**
     * The event as the routes are to see it; empty: it did not come the way all requests come.
     *
     * @param requestId as Lambda calls this invocation
     */
    Optional<HttpEvent> pass(HttpEvent event, String requestId);
}
