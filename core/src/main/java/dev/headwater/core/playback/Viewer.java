package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Who plays, and by which of its requests.
 *
 * @param country where it is, ISO 3166-1 alpha-2 in capitals; null: unknown
 * @param takesConnection false for a HEAD, which costs nothing and has nothing made
 */
public record Viewer(ClientIdentity client, @Nullable String country, boolean takesConnection) {}
