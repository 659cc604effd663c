package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ways to name an action and its line, and how answers travel. */
abstract class ActionsSuite extends XtreamSuite {
    private static final Map<String, String> NUMBERED = Map.of(
            "200", "get_vod_categories",
            "201", "get_live_categories",
            "202", "get_live_streams",
            "203", "get_vod_streams",
            "204", "get_series_info",
            "205", "get_short_epg",
            "206", "get_series_categories",
            "207", "get_simple_data_table",
            "208", "get_series",
            "209", "get_vod_info");
    private final Titles titles = new Titles(headend);
    private Series show;
    private int movie;

    @Override
    void fill() {
        super.fill();
        fill.channel("One", "News");
        movie = titles.movie("Film").id();
        show = titles.series("Show");
        IntStream.rangeClosed(1, 20).forEach(n -> titles.episode(show, 1, n, "", Details.NONE));
    }

    @Test
    void actionsHaveNumbersToo() {
        String ids = "&vod_id=" + movie + "&series_id=" + show.id() + "&stream_id=1";
        NUMBERED.forEach((number, name) -> assertThat(get(action(number) + ids).text())
                .as(name)
                .isEqualTo(get(action(name) + ids).text())
                .doesNotContain("user_info"));
        for (String none : List.of("199", "210", "2", "0200")) {
            assertThat(get(action(none)).json().has("user_info")).as(none).isTrue();
        }
    }

    @Test
    void credentialsAndActionMayStandInThePath() {
        assertThat(get("/player_api/ada/s3cret-word").json())
                .isEqualTo(get(login()).json());
        assertThat(get("/player_api/ada/s3cret-word/").json())
                .isEqualTo(get(login()).json());
        assertThat(get("/player_api/ada/s3cret-word/get_live_categories").json())
                .isEqualTo(get(action("get_live_categories")).json());
        assertThat(get("/player_api/ada/s3cret-word/get_vod_info?vod_id=" + movie)
                        .json())
                .isEqualTo(get(action("get_vod_info") + "&vod_id=" + movie).json());
        assertThat(send(Ask.form("/player_api/ada/s3cret-word", "action=get_vod_info&vod_id=" + movie))
                        .json())
                .isEqualTo(get(action("get_vod_info") + "&vod_id=" + movie).json());
        assertThat(get("/player_api/ada/s3cret-word/nonsense").json())
                .isEqualTo(get(login()).json());
        assertThat(get("/player_api/ada/wrong").json().at("/user_info/auth").intValue())
                .isZero();
        assertThat(get("/player_api/ada/wrong/get_live_streams?username=ada&password=s3cret-word")
                        .json()
                        .at("/user_info/auth")
                        .intValue())
                .isZero();
    }

    @Test
    void credentialsInThePathAreDecodedOnce() {
        String odd = "p&q#1 /+%2B=ü?";
        fill.line("o.d_d@x-1", odd);
        String path = "/player_api/o.d_d%40x-1/" + encode(odd).replace("+", "%20");
        assertThat(get(path).json().at("/user_info/password").textValue()).isEqualTo(odd);
        fill.line("plus", "a+b!c");
        assertThat(get("/player_api/plus/a+b!c").json().at("/user_info/auth").intValue())
                .isEqualTo(1);
    }

    @Test
    void whatPeoplePasteIsForgiven() {
        JsonNode expected = get(login()).json();
        String query = login().substring("/player_api.php".length());
        for (String path : List.of(
                "/player_api.php/player_api.php",
                "//player_api.php",
                "/player_api.php//player_api.php",
                "/get.php/player_api.php",
                "/player_api.php/player_api.php/player_api.php")) {
            assertThat(get(path + query).json()).as(path).isEqualTo(expected);
        }
        assertThat(get("/player_api.php/player_api/ada/s3cret-word").json()).isEqualTo(expected);
        assertThat(get("/player_api.php/get.php" + query + "&type=m3u").text()).startsWith("#EXTM3U");
    }

    @Test
    void whatIsWorthItIsZippedForThoseWhoTakeIt() {
        String large = action("get_series_info") + "&series_id=" + show.id();
        Reply plain = get(large);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        Reply zipped = send(Ask.get(large).with("Accept-Encoding", "gzip, deflate"));
        assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.header("Vary")).hasValue("Accept-Encoding");
        assertThat(zipped.unzipped()).isEqualTo(plain.json());
        assertThat(zipped.body().length).isLessThan(plain.body().length / 3);
        assertThat(send(Ask.get(login()).with("Accept-Encoding", "gzip")).json())
                .isEqualTo(get(login()).json());
        assertThat(send(Ask.get(large).with("Accept-Encoding", "gzip;q=0")).header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void aHeadIsAGetWithoutItsBody() {
        for (String target : List.of(
                login(),
                login(USER, "wrong"),
                "/player_api/ada/s3cret-word",
                action("get_vod_info") + "&vod_id=" + movie,
                action("get_series_info") + "&series_id=" + show.id(),
                action("get_short_epg"))) {
            Reply get = get(target);
            Reply head = send(Ask.of("HEAD", target));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name : List.of("Content-Type", "Content-Length", "Cache-Control", "Vary")) {
                assertThat(head.header(name))
                        .as(name)
                        .isEqualTo(get.header(name))
                        .isPresent();
            }
            assertThat(head.header("Access-Control-Allow-Origin")).hasValue("*");
        }
    }
}
