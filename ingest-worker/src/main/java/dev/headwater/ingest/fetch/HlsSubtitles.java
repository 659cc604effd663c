package dev.headwater.ingest.fetch;

import java.net.URI;

/**
 * Subtitles that a multivariant playlist of somebody else's names.
 *
 * @param playlist where their segments are listed
 * @param language as it is said; empty: it is not
 * @param name as it is said; empty: it is not
 */
public record HlsSubtitles(URI playlist, String language, String name, boolean byDefault) {}
