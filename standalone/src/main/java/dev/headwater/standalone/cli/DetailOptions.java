package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.DetailSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be told of a movie, a series or an episode. */
final class DetailOptions {
    @Option(names = "--plot", paramLabel = "TEXT", description = "What it is about.")
    private @Nullable String plot;

    @Option(names = "--cast", paramLabel = "NAMES", description = "Who plays, comma separated.")
    private @Nullable String cast;

    @Option(names = "--director", paramLabel = "NAME", description = "Who directed it.")
    private @Nullable String director;

    @Option(names = "--genre", paramLabel = "TEXT", description = "Comma separated.")
    private @Nullable String genre;

    @Option(names = "--age", paramLabel = "TEXT", description = "For whom it is, as its classification spells it.")
    private @Nullable String age;

    @Option(names = "--trailer", paramLabel = "ID", description = "YouTube's id of a trailer.")
    private @Nullable String trailer;

    @Option(
            names = {"--released", "--year"},
            paramLabel = "DATE",
            description = "A date such as 1927-01-10, or a year.")
    private @Nullable String released;

    @Option(names = "--rating", paramLabel = "N", description = "0 to 10.")
    private @Nullable Double rating;

    @Option(names = "--backdrop", paramLabel = "URL", description = "A picture to lay behind texts. Repeatable.")
    private @Nullable List<String> backdrops;

    @Option(names = "--tmdb", paramLabel = "N", description = "Id at The Movie Database.")
    private @Nullable Integer tmdb;

    @Option(names = "--imdb", paramLabel = "ID", description = "Such as tt0017136.")
    private @Nullable String imdb;

    DetailSettings settings() {
        return new DetailSettings(plot, cast, director, genre, age, trailer, released, rating, backdrops, tmdb, imdb);
    }
}
