package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.listing.Listings;
import dev.headwater.core.account.Line;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalInt;

/** Categories and what stands in them. What there is none of yet is empty. */
@Singleton
final class ListActions implements PlayerActions {
    private final Listings listings;
    private final JsonAnswers json;

    ListActions(Listings listings, JsonAnswers json) {
        this.listings = listings;
        this.json = json;
    }

    @Override
    public Optional<HttpResponse<?>> answer(String action, LineCall call) {
        HttpRequest<?> request = call.request();
        Line line = call.line();
        boolean gzip = ListResponses.takesGzip(request);
        return switch (action) {
            case "get_live_categories" -> Optional.of(ListResponses.json(request, listings.liveCategories(line, gzip)));
            case "get_live_streams" -> {
                OptionalInt category = category(call.parameters().get("category_id"));
                yield Optional.of(ListResponses.json(request, listings.liveStreams(line, category, gzip)));
            }
            case "get_vod_categories", "get_vod_streams", "get_series_categories", "get_series" ->
                Optional.of(json.ofText(request, "[]"));
            default -> Optional.empty();
        };
    }

    /** Absent, empty, 0 and what is no number mean every category. */
    private static OptionalInt category(String text) {
        return text.matches("[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
