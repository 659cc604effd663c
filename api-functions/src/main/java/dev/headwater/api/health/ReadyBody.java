package dev.headwater.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /ready} answers.
 *
 * @param parts null: the asker is told no more
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReadyBody(String status, @Nullable List<PartBody> parts) {
    /**
     * A part.
     *
     * @param problem null: there is none
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartBody(String name, String status, @Nullable String problem) {}

    static ReadyBody of(Readiness.Report report, boolean whole) {
        return new ReadyBody(
                status(report.isReady()),
                whole
                        ? report.parts().stream()
                                .map(part -> new PartBody(part.name(), status(part.problem() == null), part.problem()))
                                .toList()
                        : null);
    }

    private static String status(boolean well) {
        return well ? "UP" : "DOWN";
    }
}
