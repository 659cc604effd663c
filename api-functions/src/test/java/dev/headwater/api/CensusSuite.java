package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Season;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.guide.Programme;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every field of every answer has the type that apps bind it to; and the census is shown to see where one has not. */
abstract class CensusSuite extends XtreamSuite {
    private final Titles titles = new Titles(headend);
    /** What to ask, by what is asked: an action with its parameters. */
    private final Map<String, String> asked = new LinkedHashMap<>();

    @Override
    void fill() {
        super.fill();
        Channel channel = fill.channel("One", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 7));
        fill.channel("Two", "News");
        Instant now = headend.clock().instant();
        headend.guide(
                "one.tv",
                List.of(
                        Programme.of(now.minusSeconds(7_200), now.minusSeconds(1), "Before", "It was"),
                        Programme.of(now.minusSeconds(1), now.plusSeconds(3_600), "Now — ü", ""),
                        Programme.of(now.plusSeconds(3_600), now.plusSeconds(7_200), "Next", "x".repeat(3_000))));
        Movie told = titles.movie("Film");
        titles.ready(told.id(), 61_500);
        Movie bare = titles.bareMovie("Bare");
        Series show = titles.series("Show", new Season(2, "Two", "More", null, LocalDate.of(2025, 3, 1)));
        Episode pilot = titles.episode(show, 1, 1, "Pilot", Titles.TOLD);
        titles.ready(pilot.id(), 2_000_000);
        titles.episode(show, 0, 1, "", Details.NONE);
        Series empty = titles.bareSeries("Empty");
        asked.put("login", "");
        asked.put("movie", "get_vod_info&vod_id=" + told.id());
        asked.put("bare movie", "get_vod_info&vod_id=" + bare.id());
        asked.put("series", "get_series_info&series_id=" + show.id());
        asked.put("bare series", "get_series_info&series_id=" + empty.id());
        asked.put("no series", "get_series_info&series_id=999");
        asked.put("short guide", "get_short_epg&stream_id=" + channel.id());
        asked.put("no guide", "get_short_epg&stream_id=999");
        asked.put("guide", "get_simple_data_table&stream_id=" + channel.id());
        asked.put("guide of panels", "get_epg&stream_id=" + channel.id());
        for (String list : List.of(
                "get_live_categories",
                "get_live_streams",
                "get_vod_categories",
                "get_vod_streams",
                "get_series_categories",
                "get_series")) {
            asked.put(list, list);
        }
    }

    @Test
    void everyFieldOfEveryAnswerHasItsType() {
        asked.forEach((what, action) -> assertThat(TypeCensus.faults(name(action), answer(action)))
                .as(what)
                .isEmpty());
        assertThat(asked.values().stream().map(CensusSuite::name)).containsAll(TypeCensus.actions());
    }

    @Test
    void noListIsEmptyWhereThereIsSomething() {
        assertThat(asked.keySet())
                .filteredOn(what -> what.startsWith("get_"))
                .hasSize(6)
                .allSatisfy(what -> assertThat(answer(what)).as(what).isNotEmpty());
        assertThat(answer(asked.getOrDefault("guide", "")).get("epg_listings")).hasSize(3);
    }

    @Test
    void aStrictClientReadsEveryAnswer() {
        asked.values().stream()
                .filter(action -> !name(action).equals("get_epg"))
                .forEach(action -> assertThat(JellyfinModel.read(name(action), answer(action)))
                        .isNotNull());
    }

    @Test
    void aFieldThatIsGoneNullOrOfAnotherTypeIsSeen() {
        List<String> unseen = new ArrayList<>();
        int tried = 0;
        for (String action : asked.values()) {
            for (Mutations.Mutation mutation : new Mutations(answer(action)).all()) {
                tried++;
                boolean seen =
                        !TypeCensus.faults(name(action), mutation.answer()).isEmpty();
                if (!seen && !isAllowed(mutation.what())) {
                    unseen.add(action + ": " + mutation.what());
                }
            }
        }
        assertThat(unseen).isEmpty();
        assertThat(tried).isGreaterThan(500);
    }

    /** What may be absent, or null: unknown dates and streams, a season, the name of no series, a channel's guide. */
    private static boolean isAllowed(String what) {
        return what.matches("removed .*/(air_date|video|audio|episodes/\\d+)|nulled (/info/name|.*/epg_channel_id)");
    }

    private JsonNode answer(String action) {
        return get(action(action)).json();
    }

    private static String name(String action) {
        return action.replaceAll("&.*", "");
    }
}
