package dev.headwater.api.listing;

import dev.headwater.core.account.Line;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for lists.
 *
 * @param country where it is, ISO 3166-1 alpha-2 in capitals; null: unknown
 */
public record Visitor(Line line, @Nullable String country) {}
