package dev.headwater.functions.http;

import java.util.Optional;

/** What an event has to pass before anything else looks at it. */
public interface Gate {
    /** As it came, for events of whoever may invoke the function. */
    Gate OPEN = Optional::of;

    /** The event as the routes are to see it; empty: it did not come the way all requests come, answer 403. */
    Optional<HttpEvent> pass(HttpEvent event);
}
