package dev.headwater.api.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** A row of {@code get_live_categories}: the id is a string, the parent a number and always 0. */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record CategoryRow(String categoryId, String categoryName, int parentId) {}
