package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/** What to change of a movie or a series that is named elsewhere. */
@Schema(example = "{\"name\": \"A film\", \"plot\": \"Somebody leaves, and comes back.\"}")
public record TitleSettings(
        @JsonUnwrapped Showing showing, @JsonUnwrapped DetailSettings details) {}
