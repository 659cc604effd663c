package dev.headwater.api.admin.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a movie that is named elsewhere.
 *
 * @param encrypted whether its segments are encrypted (HLS AES-128), and there is no MP4 of it; what was made otherwise is
 *     made anew. Null: as it was
 */
@Schema(example = "{\"name\": \"A film\", \"plot\": \"Somebody leaves, and comes back.\"}")
public record MovieSettings(
        @Nullable Boolean encrypted,
        @JsonUnwrapped Showing showing,
        @JsonUnwrapped DetailSettings details) {}
