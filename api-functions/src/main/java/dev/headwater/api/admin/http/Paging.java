package dev.headwater.api.admin.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param search part of a name, whatever its case
 * @param sort a column, with {@code -} before it: backwards; by id where none is named
 * @param limit 1 to 500; 100 where nothing is said
 * @param cursor the {@code next} of the page before
 */
@Introspected
public record Paging(
        @Nullable @QueryValue String search,
        @Nullable @QueryValue String sort,
        @Nullable @QueryValue Integer limit,
        @Nullable @QueryValue String cursor) {}
