package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the lists hold, row by row. */
abstract class LiveListsSuite extends XtreamSuite {
    private Channel news;
    private Channel sport;
    private Channel film;

    @Override
    void fill() {
        super.fill();
        news = fill.channel(
                "News, \"One\" — ünï", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 7));
        sport = fill.channel("Sport", "Sport");
        film = fill.channel("News Two", "News");
        fill.category("Empty");
    }

    @Test
    void everyFieldOfAStreamIsThereAndHasItsType() {
        JsonNode rows = list("get_live_streams");
        assertThat(rows).hasSize(3);
        Census.matches(rows.get(0), Census.STREAM);
        Map<String, String> withoutGuide = new TreeMap<>(Census.STREAM);
        withoutGuide.put("epg_channel_id", "null");
        Census.matches(rows.get(1), withoutGuide);
    }

    @Test
    void aStreamIsItsChannel() {
        JsonNode row = list("get_live_streams").get(0);
        assertThat(row.get("name").textValue()).isEqualTo(news.name());
        assertThat(row.get("stream_id").intValue()).isEqualTo(news.id());
        assertThat(row.get("stream_icon").textValue()).isEqualTo("https://x.example/l.png");
        assertThat(row.get("epg_channel_id").textValue()).isEqualTo("one.tv");
        assertThat(row.get("added").textValue())
                .isEqualTo(Long.toString(news.listed().addedAt().getEpochSecond()));
        assertThat(row.get("category_id").textValue()).isEqualTo(Integer.toString(news.category()));
        assertThat(row.get("category_ids").get(0).intValue()).isEqualTo(news.category());
        assertThat(row.get("tv_archive").intValue()).isEqualTo(1);
        assertThat(row.get("tv_archive_duration").intValue()).isEqualTo(7);
        assertThat(row.get("direct_source").textValue()).isEmpty();
    }

    @Test
    void categoriesWithoutAChannelAreNotListed() {
        JsonNode rows = list("get_live_categories");
        assertThat(texts(rows, "category_name")).containsExactly("News", "Sport");
        rows.forEach(row -> Census.matches(row, Census.CATEGORY));
        assertThat(rows).allMatch(row -> row.get("parent_id").intValue() == 0);
    }

    @Test
    void aCategoryFiltersAndWhatIsNoneDoesNot() {
        for (String none : List.of(
                "", "&category_id=", "&category_id=0", "&category_id=all", "&category_id=*", "&category_id=-1")) {
            assertThat(ids("get_live_streams" + none)).as(none).containsExactly(news.id(), sport.id(), film.id());
        }
        assertThat(ids("get_live_streams&category_id=" + news.category())).containsExactly(news.id(), film.id());
        assertThat(ids("get_live_streams&category_id=" + sport.category())).containsExactly(sport.id());
        for (String unknown : List.of("99", "999999999", "2147483646", "2147483648", "99999999999999999999")) {
            assertThat(get(action("get_live_streams") + "&category_id=" + unknown)
                            .text())
                    .isEqualTo("[]");
        }
    }

    @Test
    void numbersRunFromOneInEveryAnswer() {
        for (String filter : List.of("", "&category_id=" + news.category(), "&category_id=" + sport.category())) {
            List<Integer> numbers = ints(list("get_live_streams" + filter), "num");
            assertThat(numbers).startsWith(1).isSorted().doesNotHaveDuplicates();
            assertThat(numbers.getLast()).isEqualTo(numbers.size());
        }
    }

    @Test
    void aLineSeesItsBouquetsAndNoMore() {
        headend.bouquets().add("a", Set.of(news));
        headend.bouquets().add("b", Set.of(news, sport));
        headend.bouquets().add("none", Set.of());
        assertThat(seenBy("only-a", "a")).containsExactly(news.id());
        assertThat(seenBy("both", "b", "a")).containsExactly(news.id(), sport.id());
        assertThat(seenBy("nothing", "none")).isEmpty();
        assertThat(seenBy("gone", "no such bouquet")).isEmpty();
        assertThat(seenBy("everything", "a", "all")).hasSize(3);
        JsonNode categories =
                get(login("only-a", PASSWORD) + "&action=get_live_categories").rows();
        assertThat(texts(categories, "category_name")).containsExactly("News");
        assertThat(get(login("nothing", PASSWORD) + "&action=get_live_categories")
                        .text())
                .isEqualTo("[]");
    }

    @Test
    void whatThereIsNoneOfIsEmpty() {
        for (String action : List.of("get_vod_categories", "get_vod_streams", "get_series_categories", "get_series")) {
            assertThat(get(action(action)).text()).isEqualTo("[]");
            assertThat(get(action(action)).header("Content-Type")).hasValue("application/json");
        }
        for (String action :
                List.of("get_short_epg&stream_id=1", "get_simple_data_table&stream_id=1", "get_short_epg")) {
            assertThat(get(action(action)).text()).isEqualTo("{\"epg_listings\":[]}");
        }
    }

    private List<Integer> seenBy(String name, String... bouquets) {
        fill.line(name, PASSWORD, l -> l.withAccess(List.of(bouquets), 1, null, LineStatus.ACTIVE));
        return ints(get(login(name, PASSWORD) + "&action=get_live_streams").rows(), "stream_id");
    }

    private JsonNode list(String action) {
        Reply reply = get(action(action));
        assertThat(reply.header("Content-Type")).hasValue("application/json");
        return reply.rows();
    }

    private List<Integer> ids(String action) {
        return ints(list(action), "stream_id");
    }

    private static List<Integer> ints(JsonNode rows, String field) {
        List<Integer> found = new ArrayList<>();
        rows.forEach(row -> found.add(row.get(field).intValue()));
        return found;
    }

    private static List<String> texts(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(field).textValue())
                .toList();
    }
}
