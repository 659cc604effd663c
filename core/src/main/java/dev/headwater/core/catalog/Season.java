package dev.headwater.core.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a season.
 *
 * @param number 0: specials
 * @param overview empty: unknown
 * @param cover absolute URL; null: none
 * @param firstAired null: unknown
 */
public record Season(
        int number,
        String name,
        String overview,
        @Nullable String cover,
        @Nullable LocalDate firstAired) {}
