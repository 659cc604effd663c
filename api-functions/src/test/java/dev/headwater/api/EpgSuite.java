package dev.headwater.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.guide.Programme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide of single channels: an hour each, from two days ago to two days ahead, at half past. */
abstract class EpgSuite extends XtreamSuite {
    private static final String NONE = "{\"epg_listings\":[]}";
    private static final int HOURS = 48;
    private Channel channel;
    private Channel other;

    @Override
    void fill() {
        super.fill();
        channel = fill.channel("One", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 1));
        other = fill.channel("Two", "News", c -> c.withGuideId("two.tv"));
        headend.guide(
                "one.tv",
                IntStream.range(-HOURS, HOURS)
                        .mapToObj(hour -> programme(hour, "Nr. " + hour + " — ü?>"))
                        .toList());
        headend.guide("two.tv", List.of(programme(0, "Alone")));
    }

    private Programme programme(int hour, String title) {
        Instant start = now().plus(Duration.ofHours(hour)).minus(Duration.ofMinutes(30));
        return Programme.of(start, start.plus(Duration.ofHours(1)), title, hour == 0 ? "" : "About " + hour);
    }

    @Test
    void whatIsOnComesFirstAndThreeMoreFollow() {
        JsonNode rows = rows("get_short_epg&stream_id=" + channel.id());
        assertThat(titles(rows)).containsExactly("Nr. 0 — ü?>", "Nr. 1 — ü?>", "Nr. 2 — ü?>", "Nr. 3 — ü?>");
        JsonNode first = rows.get(0);
        assertThat(first.get("now_playing").intValue()).isEqualTo(1);
        assertThat(first.get("start").textValue()).isEqualTo("2026-11-20 13:30:00");
        assertThat(first.get("end").textValue()).isEqualTo("2026-11-20 14:30:00");
        assertThat(first.get("stop")).isEqualTo(first.get("end"));
        assertThat(first.get("start_timestamp").textValue()).isEqualTo(Long.toString(now().getEpochSecond() - 1_800));
        assertThat(first.get("id").textValue()).isEqualTo(Long.toString((now().getEpochSecond() - 1_800) / 60));
        assertThat(first.get("channel_id").textValue()).isEqualTo("one.tv");
        assertThat(first.get("description").textValue()).isEmpty();
        assertThat(rows.get(1).get("now_playing").intValue()).isZero();
    }

    @Test
    void asManyFollowAsAreAskedFor() {
        assertThat(rows("get_short_epg&limit=1&stream_id=" + channel.id())).hasSize(1);
        assertThat(rows("get_short_epg&limit=40&stream_id=" + channel.id())).hasSize(40);
        assertThat(rows("get_short_epg&limit=99999&stream_id=" + channel.id())).hasSize(HOURS);
        for (String none : List.of("", "0", "-3", "x", "99999999999")) {
            assertThat(rows("get_short_epg&limit=" + none + "&stream_id=" + channel.id()))
                    .hasSize(4);
        }
    }

    @Test
    void theTableHoldsThePastToo() {
        JsonNode rows = rows("get_simple_data_table&stream_id=" + channel.id());
        assertThat(rows).hasSize(2 * HOURS);
        assertThat(rows)
                .filteredOn(row -> row.get("now_playing").intValue() == 1)
                .hasSize(1);
        assertThat(rows)
                .as("nothing is kept")
                .allMatch(row -> row.get("has_archive").intValue() == 0);
        assertThat(rows.findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(rows("get_simple_data_table&stream_id=" + other.id()))
                .allMatch(row -> row.get("has_archive").intValue() == 0);
    }

    @Test
    void whatIsKeptCanBePlayedAgain() {
        fill.kept(channel.id(), now().minus(Duration.ofHours(30)), 1);
        fill.kept(channel.id(), now().minus(Duration.ofHours(10)), 1);
        fill.kept(channel.id(), now().minus(Duration.ofHours(2)), 1);
        assertThat(rows("get_simple_data_table&stream_id=" + channel.id()))
                .filteredOn(row -> row.get("has_archive").intValue() == 1)
                .as("of the last day, not of the gap in between")
                .hasSize(2)
                .allMatch(row -> Stream.of(10, 2)
                        .map(hours -> now().minus(Duration.ofHours(hours)).getEpochSecond())
                        .anyMatch(kept ->
                                Long.parseLong(row.get("start_timestamp").textValue()) <= kept
                                        && kept
                                                < Long.parseLong(row.get("stop_timestamp")
                                                        .textValue())));
    }

    @Test
    void otherNamesAreTheSame() {
        String table =
                get(action("get_simple_data_table&stream_id=" + channel.id())).text();
        assertThat(get(action("get_simple_date_table&stream_id=" + channel.id()))
                        .text())
                .isEqualTo(table);
        assertThat(get(action("207&stream_id=" + channel.id())).text()).isEqualTo(table);
        assertThat(get(action("205&stream_id=" + channel.id())).text())
                .isEqualTo(
                        get(action("get_short_epg&stream_id=" + channel.id())).text());
    }

    @Test
    void thePanelsListCountsInSeconds() {
        JsonNode all = get(action("get_epg&stream_id=" + channel.id())).rows();
        assertThat(all).hasSize(2 * HOURS);
        JsonNode ahead =
                get(action("get_epg&from_now=1&stream_id=" + channel.id())).rows();
        assertThat(ahead).hasSize(HOURS);
        assertThat(ahead.get(0).get("start").longValue()).isEqualTo(now().getEpochSecond() - 1_800);
        assertThat(get(action("get_epg")).text()).isEqualTo("[]");
    }

    @Test
    void severalChannelsAreToldById() {
        JsonNode answer = get(action("get_short_epg&limit=2&stream_id=" + channel.id() + "," + other.id() + ",99,x"))
                .json();
        assertThat(answer.at("/epg_listings/" + channel.id())).hasSize(2);
        assertThat(answer.at("/epg_listings/" + other.id())).hasSize(1);
        assertThat(answer.get("epg_listings")).hasSize(2);
    }

    @Test
    void anAnswerHoldsFiveThousandRowsAtMost() {
        int minutes = 6_000;
        headend.guide(
                "busy.tv",
                IntStream.range(-minutes, minutes)
                        .mapToObj(minute -> {
                            Instant start = now().plus(Duration.ofMinutes(minute));
                            return Programme.of(start, start.plus(Duration.ofMinutes(1)), "Short", "");
                        })
                        .toList());
        List<Integer> busy = IntStream.range(0, 7)
                .mapToObj(i -> fill.channel("Busy " + i, "News", c -> c.withGuideId("busy.tv"))
                        .id())
                .toList();
        JsonNode table = rows("get_simple_data_table&stream_id=" + busy.getFirst());
        assertThat(table).hasSize(5_000);
        assertThat(table)
                .filteredOn(row -> row.get("now_playing").intValue() == 1)
                .hasSize(1);
        assertThat(get(action("get_epg&stream_id=" + busy.getFirst())).rows()).hasSize(5_000);
        JsonNode ahead =
                get(action("get_epg&from_now=1&stream_id=" + busy.getFirst())).rows();
        assertThat(ahead).hasSize(5_000);
        assertThat(ahead.get(0).get("start").longValue()).isEqualTo(now().getEpochSecond());
        int[] all = new int[1];
        String ids = String.join(",", busy.stream().map(String::valueOf).toList());
        rows("get_short_epg&limit=900&stream_id=" + ids).forEach(rows -> all[0] += rows.size());
        assertThat(all[0]).isEqualTo(5_000);
    }

    @Test
    void theWholeGuideIsToldOfOneChannelAtATime() {
        assertThat(get(action("get_simple_data_table&stream_id=" + channel.id() + "," + other.id()))
                        .text())
                .isEqualTo(NONE);
    }

    @Test
    void whereThereIsNoGuideThereAreNoRows() {
        int without = fill.channel("Three", "News").id();
        int unknown =
                fill.channel("Four", "News", c -> c.withGuideId("nobody.tv")).id();
        for (String action : List.of("get_short_epg", "get_simple_data_table")) {
            for (String id : List.of("", "0", "x", "999", "" + without, "" + unknown)) {
                Reply reply = get(action(action) + "&stream_id=" + id);
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.text()).isEqualTo(NONE);
            }
            assertThat(get(action(action)).text()).isEqualTo(NONE);
        }
    }

    @Test
    void aChannelThatALineMayNotSeeHasNoRows() {
        headend.bouquets().add("b", Set.of(other));
        fill.line("bob", PASSWORD, l -> l.withAccess(List.of("b"), 1, null, LineStatus.ACTIVE));
        String asked = login("bob", PASSWORD) + "&action=get_short_epg&stream_id=";
        assertThat(get(asked + channel.id()).text()).isEqualTo(NONE);
        assertThat(get(asked + other.id()).json().get("epg_listings")).hasSize(1);
        headend.channels().change(other.id(), c -> c.running(Channel.Run.OFF));
        assertThat(get(asked + other.id()).text()).isEqualTo(NONE);
    }

    private JsonNode rows(String action) {
        return get(action(action)).json().get("epg_listings");
    }

    private static List<String> titles(JsonNode rows) {
        List<String> titles = new ArrayList<>();
        rows.forEach(row -> titles.add(
                new String(Base64.getDecoder().decode(row.get("title").textValue()), UTF_8)));
        return titles;
    }

    private Instant now() {
        return headend.clock().instant();
    }
}
