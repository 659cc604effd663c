package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

/** What to change of many movies, or of series that are named elsewhere. */
@Schema(example = "{\"name\": \"A film\", \"plot\": \"Somebody leaves, and comes back.\"}")
public record TitleSettings(
        @JsonUnwrapped Showing showing, @JsonUnwrapped DetailSettings details) {}
