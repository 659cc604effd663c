package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.api.listing.Wire;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The guide of single channels. A channel without one, or that a line may not see, has no programmes: no error. */
@Singleton
final class EpgActions implements PlayerActions {
    private static final int SHORT_LIMIT = 4;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_CHANNELS = 50;
    /** Of one answer, whatever it is asked for: many are made at once, on a small heap. */
    private static final int MAX_ROWS = 5_000;

    private static final Duration SOON = Duration.ofDays(1);
    /** As far as sources of the guide are kept, either way. */
    private static final Duration KEPT = Duration.ofDays(61);

    private final Catalog catalog;
    private final Schedule schedule;
    private final LineSight sight;
    private final JsonAnswers json;
    private final KeptPasts pasts;
    private final InstantSource clock;

    EpgActions(
            Catalog catalog,
            Schedule schedule,
            LineSight sight,
            JsonAnswers json,
            KeptPasts pasts,
            InstantSource clock) {
        this.catalog = catalog;
        this.schedule = schedule;
        this.sight = sight;
        this.json = json;
        this.pasts = pasts;
        this.clock = clock;
    }

    /** A channel with a guide, and its id there. */
    private record Guided(Channel channel, String guideId) {}

    @Override
    public Optional<HttpResponse<?>> answer(String action, LineCall call) {
        return switch (action) {
            case "get_short_epg" -> Optional.of(next(call));
            case "get_simple_data_table" -> Optional.of(table(call));
            case "get_epg" -> Optional.of(epg(call));
            default -> Optional.empty();
        };
    }

    /** What is on, and what follows, of one channel or of several. */
    private HttpResponse<?> next(LineCall call) {
        String ids = call.parameters().get("stream_id");
        int limit = limit(call.parameters());
        if (ids.indexOf(',') < 0) {
            return json.of(
                    call.request(),
                    new EpgListings.OfOne(
                            guided(call, ids).map(guided -> next(guided, limit)).orElse(List.of())));
        }
        Map<String, List<EpgRow>> byId = new LinkedHashMap<>();
        int left = MAX_ROWS;
        // What is behind the last that counts stays in one piece, which is no id.
        for (String id : ids.split(",", MAX_CHANNELS + 1)) {
            Optional<Guided> guided = left > 0 && !byId.containsKey(id) ? guided(call, id) : Optional.empty();
            if (guided.isPresent()) {
                List<EpgRow> rows = next(guided.get(), Math.min(limit, left));
                byId.put(id, rows);
                left -= rows.size();
            }
        }
        return json.of(call.request(), new EpgListings.OfSeveral(byId));
    }

    private List<EpgRow> next(Guided guided, int limit) {
        Instant now = clock.instant();
        List<Programme> soon = schedule.programmes(guided.guideId(), now, now.plus(SOON));
        List<Programme> programmes =
                soon.size() < limit ? schedule.programmes(guided.guideId(), now, now.plus(KEPT)) : soon;
        return programmes.stream()
                .filter(programme -> programme.stop().isAfter(now))
                .limit(limit)
                .map(programme -> EpgRow.of(guided.channel(), guided.guideId(), programme, now, false))
                .toList();
    }

    /** Everything there is of one channel, the past included. */
    private HttpResponse<?> table(LineCall call) {
        Instant now = clock.instant();
        List<EpgRow> rows = guided(call, call.parameters().get("stream_id")).stream()
                .flatMap(guided -> table(guided, now))
                .toList();
        return json.of(call.request(), new EpgListings.OfOne(rows));
    }

    private Stream<EpgRow> table(Guided guided, Instant now) {
        Predicate<Programme> isKept = pasts.of(guided.channel(), now);
        return all(guided, now.minus(KEPT), now)
                .map(programme ->
                        EpgRow.of(guided.channel(), guided.guideId(), programme, now, isKept.test(programme)));
    }

    /** {@code get_epg}, which is of {@code panel_api.php}: a bare list. */
    HttpResponse<?> epg(LineCall call) {
        Instant now = clock.instant();
        Instant from = call.parameters().get("from_now").equals("1") ? now : now.minus(KEPT);
        List<OldEpgRow> rows = guided(call, call.parameters().get("stream_id")).stream()
                .flatMap(guided -> all(guided, from, now).map(programme -> OldEpgRow.of(guided.guideId(), programme)))
                .toList();
        return json.of(call.request(), rows);
    }

    /** Of a guide longer than an answer: what is around now. */
    private Stream<Programme> all(Guided guided, Instant from, Instant now) {
        List<Programme> all = schedule.programmes(guided.guideId(), from, now.plus(KEPT)).stream()
                .filter(programme -> programme.stop().isAfter(from))
                .toList();
        if (all.size() <= MAX_ROWS) {
            return all.stream();
        }
        long past = all.stream()
                .takeWhile(programme -> !programme.stop().isAfter(now))
                .count();
        return all.stream()
                .skip(Math.clamp(past - MAX_ROWS / 2, 0, all.size() - MAX_ROWS))
                .limit(MAX_ROWS);
    }

    private Optional<Guided> guided(LineCall call, String streamId) {
        OptionalInt id = Wire.id(streamId);
        return (id.isEmpty() ? Optional.<Channel>empty() : catalog.channels().find(id.getAsInt()))
                .filter(channel -> channel.guideId() != null && sight.reaches(call, channel))
                .map(channel -> new Guided(channel, Wire.text(channel.guideId())));
    }

    private static int limit(Parameters parameters) {
        OptionalInt limit = Wire.id(parameters.get("limit"));
        return Math.min(limit.orElse(SHORT_LIMIT), MAX_LIMIT);
    }
}
