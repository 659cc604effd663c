package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an episode; null: as it was; an empty text: none.
 *
 * @param image URL of a picture
 * @param encrypted as of a movie
 */
@Schema(example = "{\"title\": \"The beginning\"}")
public record EpisodeSettings(
        @Nullable String title,
        @Nullable String image,
        @Nullable Boolean encrypted,
        @JsonUnwrapped DetailSettings details) {

    /** Null: none. */
    static @Nullable String image(String url) {
        if (url.length() > Listed.MAX_URL) {
            throw OperationException.invalid("image", "a picture's URL has up to " + Listed.MAX_URL + " characters");
        }
        return url.isEmpty() ? null : url;
    }

    Episode change(Episode was) {
        return new Episode(
                was.id(),
                was.series(),
                was.season(),
                was.number(),
                title == null ? was.title() : title,
                image == null ? was.image() : image(image),
                details.change(was.details()),
                was.source(),
                was.addedAt(),
                encrypted == null ? was.encrypted() : encrypted);
    }
}
