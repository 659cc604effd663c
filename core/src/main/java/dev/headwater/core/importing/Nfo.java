package dev.headwater.core.importing;

import dev.headwater.core.catalog.Details;

/**
 * What a Kodi {@code .nfo} file tells of a film, a series or an episode.
 *
 * @param title empty: not said, as every text
 * @param year 0: not said
 * @param season -1: not said
 * @param episode -1: not said
 */
public record Nfo(String title, int year, int season, int episode, Details details) {
    public static final Nfo NONE = new Nfo("", 0, -1, -1, Details.NONE);
}
