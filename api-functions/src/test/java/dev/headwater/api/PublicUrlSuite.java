package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.playback.PublicUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behind a URL the operator names, whose path the proxy takes away or leaves. */
abstract class PublicUrlSuite extends HttpSuite {
    private static final String LOGIN = "/player_api.php?username=ada&password=s3cret-word";
    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    void fill() {
        headend.front(new FrontDoor(
                PublicUrl.parse("https://tv.example/my/tv/"), TrustedProxies.NONE, ViewerCountries.DEFAULT));
        fill.line("ada", "s3cret-word");
        fill.line("grace@home", "a/b%c+d");
        channel = fill.channelOnAir("One").id();
        fill.edge("here", 8081);
        fill.httpsEdge("far", "seg.example");
    }

    @Test
    void serverInfoNamesThePublicHostWhateverTheRequestNamed() {
        var info = send(Ask.get(LOGIN).toHost("127.0.0.1:8080")).json().path("server_info");
        assertThat(info.path("url").asText()).isEqualTo("tv.example");
        assertThat(info.path("https_port").asText()).isEqualTo("443");
        assertThat(info.path("server_protocol").asText()).isEqualTo("https");
    }

    @Test
    void playlistsNameItWithItsPath() {
        assertThat(get("/get.php?username=ada&password=s3cret-word&output=hls").uris())
                .containsExactly("https://tv.example/my/tv/live/ada/s3cret-word/" + channel + ".m3u8");
        assertThat(get("/").text()).contains("https://tv.example/my/tv\n", "https://tv.example/my/tv/get.php?");
    }

    @Test
    void aRequestIsTheSameWithItsPathAndWithout() {
        for (String base : List.of(
                "", "/my/tv", "/player_api.php", "/my/tv/player_api.php", "//my/tv/", "/my/tv/player_api.php/")) {
            assertThat(get(base + LOGIN).json().at("/user_info/auth").asInt())
                    .as(base)
                    .isEqualTo(1);
            assertThat(send(Ask.form(base + "/player_api.php", "username=ada&password=s3cret-word"))
                            .json()
                            .at("/user_info/auth")
                            .asInt())
                    .as(base)
                    .isEqualTo(1);
            String media = get(base + "/live/ada/s3cret-word/" + channel + ".m3u8")
                    .uris()
                    .getFirst();
            assertThat(media).startsWith("/my/tv/play/");
            assertThat(app.segmentPaths(media)).isNotEmpty();
            assertThat(app.segmentPaths(media.substring("/my/tv".length()))).isNotEmpty();
            assertThat(app.location(media)).startsWith("https://seg.example/hls/");
            assertThat(get(base + "/health").status()).isEqualTo(200);
        }
        assertThat(get("/my/tv").text()).startsWith("Headwater\n");
        assertThat(get("/my/tv/").text()).startsWith("Headwater\n");
    }

    @Test
    void onlyItsWholePathIsTakenAway() {
        for (String target : List.of("/my/tv2" + LOGIN, "/my" + LOGIN, "/my/tvplayer_api.php", "/MY/TV" + LOGIN)) {
            assertThat(get(target).status()).as(target).isEqualTo(404);
        }
    }

    @Test
    void credentialsMayBeEncoded() {
        for (String base : List.of("", "/my/tv")) {
            assertThat(get(base + "/live/grace%40home/a%2Fb%25c+d/" + channel + ".m3u8")
                            .status())
                    .isEqualTo(200);
            String listed = get(base + "/get.php?username=grace%40home&password=a%2Fb%25c%2Bd&output=hls")
                    .uris()
                    .getFirst();
            assertThat(get(listed.substring("https://tv.example".length())).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aHostThatIsNoneIs400AllTheSame() {
        for (String target : List.of("/", LOGIN, "/my/tv/live/ada/s3cret-word/" + channel + ".m3u8")) {
            assertThat(send(Ask.get(target).toHost("*")).status()).isEqualTo(400);
        }
    }
}
