package dev.headwater.api.xtream;

import dev.headwater.api.http.LineCalls.LineCall;
import dev.headwater.api.http.Parameters;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** The guide of single channels. A channel without one, or that a line may not see, has no programmes: no error. */
@Singleton
final class EpgActions implements PlayerActions {
    private static final int SHORT_LIMIT = 4;
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_CHANNELS = 50;
    private static final Duration SOON = Duration.ofDays(1);
    /** As far as sources of the guide are kept, either way. */
    private static final Duration KEPT = Duration.ofDays(61);

    private final Catalog catalog;
    private final Schedule schedule;
    private final LineSight sight;
    private final JsonAnswers json;
    private final InstantSource clock;

    EpgActions(Catalog catalog, Schedule schedule, LineSight sight, JsonAnswers json, InstantSource clock) {
        this.catalog = catalog;
        this.schedule = schedule;
        this.sight = sight;
        this.json = json;
        this.clock = clock;
    }

    /** A channel with a guide, and its id there. */
    private record Guided(Channel channel, String guideId) {}

    @Override
    public Optional<HttpResponse<?>> answer(String action, LineCall call) {
        return switch (action) {
            case "get_short_epg" -> Optional.of(table(call, this::next));
            case "get_simple_data_table" -> Optional.of(table(call, this::all));
            case "get_epg" -> Optional.of(epg(call));
            default -> Optional.empty();
        };
    }

    /** What is on, and what follows: as many as {@code limit} says. */
    private List<EpgRow> next(LineCall call, Guided guided) {
        Instant now = clock.instant();
        int limit = limit(call.parameters());
        List<Programme> soon = schedule.programmes(guided.guideId(), now, now.plus(SOON));
        List<Programme> programmes =
                soon.size() < limit ? schedule.programmes(guided.guideId(), now, now.plus(KEPT)) : soon;
        return programmes.stream()
                .filter(programme -> programme.stop().isAfter(now))
                .limit(limit)
                .map(programme -> EpgRow.of(guided.channel(), guided.guideId(), programme, now))
                .toList();
    }

    /** Everything there is, the past included. */
    private List<EpgRow> all(LineCall call, Guided guided) {
        Instant now = clock.instant();
        return schedule.programmes(guided.guideId(), now.minus(KEPT), now.plus(KEPT)).stream()
                .map(programme -> EpgRow.of(guided.channel(), guided.guideId(), programme, now))
                .toList();
    }

    /** {@code get_epg}, which is of {@code panel_api.php}: a bare list. */
    HttpResponse<?> epg(LineCall call) {
        Instant now = clock.instant();
        boolean isPastLeftOut = call.parameters().get("from_now").equals("1");
        List<OldEpgRow> rows = guided(call, call.parameters().get("stream_id")).stream()
                .flatMap(guided ->
                        schedule
                                .programmes(guided.guideId(), isPastLeftOut ? now : now.minus(KEPT), now.plus(KEPT))
                                .stream()
                                .filter(programme ->
                                        !isPastLeftOut || programme.stop().isAfter(now))
                                .map(programme -> OldEpgRow.of(guided.guideId(), programme)))
                .toList();
        return json.of(call.request(), rows);
    }

    private HttpResponse<?> table(LineCall call, BiFunction<LineCall, Guided, List<EpgRow>> rows) {
        String ids = call.parameters().get("stream_id");
        if (ids.indexOf(',') < 0) {
            return json.of(
                    call.request(),
                    new EpgListings.OfOne(guided(call, ids)
                            .map(guided -> rows.apply(call, guided))
                            .orElse(List.of())));
        }
        Map<String, List<EpgRow>> byId = new LinkedHashMap<>();
        Arrays.stream(ids.split(",", -1))
                .limit(MAX_CHANNELS)
                .forEach(id -> guided(call, id).ifPresent(guided -> byId.put(id, rows.apply(call, guided))));
        return json.of(call.request(), new EpgListings.OfSeveral(byId));
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
