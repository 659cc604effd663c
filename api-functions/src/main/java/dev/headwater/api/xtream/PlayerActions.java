package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import io.micronaut.http.HttpResponse;
import java.util.Optional;

/** Some of the actions of {@code player_api.php}. Every bean of this kind is asked in turn. */
interface PlayerActions {
    /**
     * Answers an action, asked for by a line that may watch.
     *
     * @param action as {@link ActionNames} spells it
     * @return empty: it is none of these
     */
    Optional<HttpResponse<?>> answer(String action, LineCall call);
}
