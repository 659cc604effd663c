package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.listing.Listings;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.vod.Assets;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is told of one movie or one series. What a line may not see is to it as if it were not there. */
@Singleton
final class InfoActions implements PlayerActions {
    /** Episodes of one series whose packaged form is looked up, each a read; of a longer series, all are as told. */
    private static final int MAX_LOOKED_UP = 500;

    private final Catalog catalog;
    private final Assets assets;
    private final Listings listings;
    private final LineSight sight;
    private final JsonAnswers json;

    InfoActions(Catalog catalog, Assets assets, Listings listings, LineSight sight, JsonAnswers json) {
        this.catalog = catalog;
        this.assets = assets;
        this.listings = listings;
        this.sight = sight;
        this.json = json;
    }

    @Override
    public Optional<HttpResponse<?>> answer(String action, LineCall call) {
        return switch (action) {
            case "get_vod_info" -> Optional.of(movie(call));
            case "get_series_info" -> Optional.of(series(call));
            default -> Optional.empty();
        };
    }

    private HttpResponse<?> movie(LineCall call) {
        OptionalInt id = Wire.id(call.parameters().get("vod_id"));
        return (id.isEmpty() ? Optional.<MovieInfo>empty() : movie(call, id.getAsInt()))
                .<HttpResponse<?>>map(info -> json.of(call.request(), info))
                .orElseGet(() -> json.ofText(call.request(), MovieInfo.UNKNOWN));
    }

    private Optional<MovieInfo> movie(LineCall call, int id) {
        return catalog.movies()
                .find(id)
                .filter(movie -> sight.reaches(call, movie))
                .map(movie -> MovieInfo.of(
                        movie, listings.category(movie).id(), MediaFacts.of(movie.details(), assets.find(id))));
    }

    private HttpResponse<?> series(LineCall call) {
        OptionalInt id = Wire.id(call.parameters().get("series_id"));
        SeriesInfo info = (id.isEmpty()
                        ? Optional.<Series>empty()
                        : catalog.series().find(id.getAsInt()))
                .filter(series -> sight.reaches(call, series))
                .map(this::info)
                .orElse(SeriesInfo.UNKNOWN);
        return json.of(call.request(), info);
    }

    private SeriesInfo info(Series series) {
        List<Episode> episodes = catalog.series().episodes(series.id()).stream()
                .filter(sight::reaches)
                .toList();
        boolean isFew = episodes.size() <= MAX_LOOKED_UP;
        return SeriesInfo.of(
                series,
                listings.category(series).id(),
                episodes,
                episode -> MediaFacts.of(episode.details(), isFew ? assets.find(episode.id()) : Optional.empty()));
    }
}
