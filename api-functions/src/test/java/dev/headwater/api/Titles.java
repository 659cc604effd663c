package dev.headwater.api;

import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Rights;
import dev.headwater.core.catalog.Season;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.media.Source;
import dev.headwater.core.vod.Asset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Fills a headend with movies and series. */
final class Titles {
    static final Details TOLD = new Details(
            "A plot, \"quoted\" — ünï\nin two lines",
            "Ann A., Bob B.",
            "Dee D.",
            "Drama, Comedy",
            "Iceland",
            "12",
            "a1B2c3D4e5F",
            LocalDate.of(2024, 2, 29),
            7.1,
            List.of("https://x.example/b1.jpg", "https://x.example/b2.jpg"),
            278,
            "tt0111161",
            5_700);
    private static final Source FILE = new Source("file:/media/film.mp4");
    private static final String IMAGE = "https://x.example/cover.jpg";

    private final Headend headend;
    private final IdSequence contentIds;
    private final IdSequence seriesIds;

    Titles(Headend headend) {
        this.headend = headend;
        this.contentIds = new IdSequence(headend.stores().accounts(), IdSequence.CONTENT, 1);
        this.seriesIds = new IdSequence(headend.stores().accounts(), IdSequence.SERIES, 1);
    }

    /** A movie of which everything is known. */
    Movie movie(String name) {
        return movie(new Listed(name, category(), IMAGE, false, Rights.ALWAYS, now()), TOLD);
    }

    /** One of which nothing is known. */
    Movie bareMovie(String name) {
        return movie(Listed.plain(name, category(), now()), Details.NONE);
    }

    Movie movie(String name, boolean adult, Rights rights) {
        return movie(new Listed(name, category(), null, adult, rights, now()), Details.NONE);
    }

    private Movie movie(Listed listed, Details details) {
        Movie movie = new Movie(contentIds.next(), listed, details, FILE);
        headend.catalog().movies().save(movie);
        return movie;
    }

    /** A series of which everything is known, without episodes. */
    Series series(String name, Season... seasons) {
        return series(new Listed(name, category(), IMAGE, false, Rights.ALWAYS, now()), TOLD, List.of(seasons));
    }

    /** One of which nothing is known. */
    Series bareSeries(String name) {
        return series(Listed.plain(name, category(), now()), Details.NONE, List.of());
    }

    Series series(String name, Rights rights) {
        return series(new Listed(name, category(), null, false, rights, now()), Details.NONE, List.of());
    }

    private Series series(Listed listed, Details details, List<Season> seasons) {
        Series series = new Series(seriesIds.next(), listed, details, seasons, now());
        headend.catalog().series().save(series);
        return series;
    }

    Episode episode(Series series, int season, int number, String title, Details details) {
        Episode episode =
                new Episode(contentIds.next(), series.id(), season, number, title, null, details, FILE, now());
        headend.catalog().series().saveEpisode(episode);
        return episode;
    }

    /** Packages a movie or an episode. */
    void ready(int content, long millis) {
        headend.assets().want(content);
        headend.assets()
                .change(
                        content,
                        asset -> asset.ready(
                                new Asset.Packaged(
                                        2, List.of(Fill.HIGH, Fill.LOW), millis, "hls/list.m3u8", "film.mp4", 9_000),
                                now()));
    }

    private int category() {
        Category category = headend.categories().named(ContentKind.MOVIE, "Films");
        return category.id();
    }

    private Instant now() {
        return headend.clock().instant();
    }
}
