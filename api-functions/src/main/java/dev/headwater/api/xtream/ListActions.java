package dev.headwater.api.xtream;

import dev.headwater.api.http.Codings;
import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.listing.Listings;
import dev.headwater.api.listing.Prepared;
import dev.headwater.api.listing.Scope;
import dev.headwater.api.listing.Visitor;
import dev.headwater.api.listing.Wire;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Categories and what stands in them. */
@Singleton
final class ListActions implements PlayerActions {
    private static final Pattern BEYOND = Pattern.compile("[1-9]\\d{9,}");

    private final Listings listings;

    ListActions(Listings listings) {
        this.listings = listings;
    }

    @Override
    public Optional<HttpResponse<?>> answer(String action, LineCall call) {
        return switch (action) {
            case "get_live_categories" -> Optional.of(categories(call, Scope.LIVE));
            case "get_vod_categories" -> Optional.of(categories(call, Scope.MOVIE));
            case "get_series_categories" -> Optional.of(categories(call, Scope.SERIES));
            case "get_live_streams" -> Optional.of(rows(call, Scope.LIVE));
            case "get_vod_streams" -> Optional.of(rows(call, Scope.MOVIE));
            case "get_series" -> Optional.of(rows(call, Scope.SERIES));
            default -> Optional.empty();
        };
    }

    private HttpResponse<?> categories(LineCall call, Scope scope) {
        HttpRequest<?> request = call.request();
        Prepared list = listings.categories(scope, visitor(call), Codings.takesGzip(request));
        return ListResponses.json(request, list);
    }

    private HttpResponse<?> rows(LineCall call, Scope scope) {
        HttpRequest<?> request = call.request();
        OptionalInt category = category(call.parameters().get("category_id"));
        Prepared list = listings.rows(scope, category, visitor(call), Codings.takesGzip(request));
        return ListResponses.json(request, list);
    }

    static Visitor visitor(LineCall call) {
        return new Visitor(call.line(), call.caller().country());
    }

    /** Absent, empty, 0 and what is no number mean every category; a number beyond all ids means one there is not. */
    static OptionalInt category(String text) {
        OptionalInt id = Wire.id(text);
        return id.isEmpty() && BEYOND.matcher(text).matches() ? OptionalInt.of(Integer.MAX_VALUE) : id;
    }
}
