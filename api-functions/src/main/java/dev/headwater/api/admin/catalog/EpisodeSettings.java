package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headwater.core.catalog.Episode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an episode; null: as it was; an empty text: none.
 *
 * @param image URL of a picture
 */
@Schema(example = "{\"title\": \"The beginning\"}")
public record EpisodeSettings(
        @Nullable String title,
        @Nullable String image,
        @JsonUnwrapped DetailSettings details) {

    Episode change(Episode was) {
        return new Episode(
                was.id(),
                was.series(),
                was.season(),
                was.number(),
                title == null ? was.title() : title,
                image == null ? was.image() : image.isEmpty() ? null : image,
                details.change(was.details()),
                was.source(),
                was.addedAt(),
                was.encrypted());
    }
}
