package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.Pause;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.runtime.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/** Waits until a film is ready to play, or can not be made so, and shows how far it is. */
final class Readiness {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int ALL = 100;

    private final Control control;
    private final PrintWriter err;
    private final Pause pause;

    Readiness(Control control, PrintWriter err, Pause pause) {
        this.control = control;
        this.err = err;
        this.pause = pause;
    }

    /**
     * Returns how it stands in the end.
     *
     * @param added as it was added, with its {@code id}
     * @param show the operation that says how it stands
     */
    JsonNode await(JsonNode added, String show) {
        JsonNode last = added;
        try (ProgressLine progress = new ProgressLine(err, "Making it ready")) {
            while (isBeingMade(last) && !Thread.currentThread().isInterrupted()) {
                pause.of(BETWEEN_LOOKS);
                last = control.call(
                        show,
                        Operations.JSON.valueToTree(
                                Map.of("id", added.path("id").asInt())));
                progress.at(last.path("percent").asInt(), ALL);
            }
        }
        return last;
    }

    private static boolean isBeingMade(JsonNode title) {
        return switch (title.path("state").asText()) {
            case "wanted", "preparing" -> true;
            default -> false;
        };
    }
}
