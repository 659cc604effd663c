package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.ListSettings.Catchup;
import dev.headwater.core.catalog.Channel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** {@code get.php}: what {@code type}, {@code output} and {@code key} ask for, and how catch-up is told. */
abstract class PlaylistKindsSuite extends HttpSuite {
    private static final String GET = "/get.php?username=ada&password=s3cret-word";
    private static final String BASE = "http://tv.example:8080";
    /** Far longer than what is sent at once. */
    private static final int MANY = 3000;

    private final Fill fill = new Fill(headend);
    private int tv;
    private int radio;
    private int second;
    private int film;
    private int episode;

    @Override
    void fill() {
        fill.line("ada", "s3cret-word");
        tv = fill.channel("One: a, b", "News", c -> Fill.described(c, "https://x.example/l.png", "one.tv", 7))
                .id();
        radio = fill.channel("Radio", "News", PlaylistKindsSuite::heard).id();
        second = fill.channel("Two", "News").id();
        film = fill.movie("Film").id();
        episode = fill.episode("Show").id();
    }

    @Test
    void everythingStandsInOneInItsOrder() {
        assertThat(get(GET).uris())
                .containsExactly(
                        BASE + "/live/ada/s3cret-word/" + tv,
                        BASE + "/live/ada/s3cret-word/" + radio,
                        BASE + "/live/ada/s3cret-word/" + second,
                        BASE + "/movie/ada/s3cret-word/" + film + ".mp4",
                        BASE + "/series/ada/s3cret-word/" + episode + ".mp4");
        assertThat(M3u.parse(get(GET).text()).entries())
                .extracting(M3u.Entry::name)
                .containsExactly("One: a, b", "Radio", "Two", "Film", "Show S01E01");
    }

    @Test
    void outputIsTheFormatOfLiveStreamsAndWhatIsUnknownIsTs() {
        for (String hls : List.of("m3u8", "hls")) {
            assertThat(get(GET + "&key=live&output=" + hls).uris())
                    .containsExactly(
                            BASE + "/live/ada/s3cret-word/" + tv + ".m3u8",
                            BASE + "/live/ada/s3cret-word/" + second + ".m3u8");
        }
        for (String ts : List.of("ts", "mpegts", "rtmp", "", "x")) {
            assertThat(get(GET + "&key=live&type=m3u&output=" + ts).uris())
                    .containsExactly(
                            BASE + "/live/ada/s3cret-word/" + tv + ".ts",
                            BASE + "/live/ada/s3cret-word/" + second + ".ts");
        }
    }

    @Test
    void keyPicksKinds() {
        assertThat(get(GET + "&key=movie").uris()).hasSize(1).allMatch(url -> url.contains("/movie/"));
        assertThat(get(GET + "&key=series,movie").uris()).hasSize(2);
        assertThat(get(GET + "&key=radio").uris()).containsExactly(BASE + "/live/ada/s3cret-word/" + radio);
        assertThat(get(GET + "&key=live,radio_streams").uris()).hasSize(3);
        assertThat(get(GET + "&key=nonsense").uris()).hasSize(5);
    }

    @Test
    void attributesTellOfGuideRadioAndCatchup() {
        String text = get(GET).text();
        String guide = BASE + "/xmltv.php?username=ada&password=s3cret-word";
        assertThat(text).startsWith("#EXTM3U x-tvg-url=\"" + guide + "\" url-tvg=\"" + guide + "\"\n");
        List<M3u.Entry> entries = M3u.parse(text).entries();
        assertThat(entries.getFirst().attributes())
                .containsEntry("tvg-id", "one.tv")
                .containsEntry("catchup", "default")
                .containsEntry("catchup-days", "7")
                .containsEntry("timeshift", "7")
                .containsEntry("catchup-source", BASE + "/timeshift/ada/s3cret-word/{duration:60}/{utc}/" + tv + ".ts")
                .doesNotContainKey("radio");
        assertThat(entries.get(1).attributes()).containsEntry("radio", "true").doesNotContainKey("catchup");
        assertThat(entries.get(4).attributes()).containsEntry("group-title", "Series");
        assertThat(get(GET + "&type=m3u").text()).startsWith("#EXTM3U\n#EXTINF:-1,One: a, b\n");
    }

    @Test
    void catchupIsToldAsTheLineWantsIt() {
        catchup("kodi", Catchup.XC);
        catchup("siptv", Catchup.SHIFT);
        M3u.Entry kodi = first("kodi", "");
        assertThat(kodi.attributes()).containsEntry("catchup", "xc").doesNotContainKey("catchup-source");
        // As Kodi's pvr.iptvsimple matches it: no extension, no query.
        assertThat(kodi.url()).matches("http://[^/]+/live/[^/]+/[^/]+/\\d+");
        assertThat(first("kodi", "&output=hls").url()).matches("http://[^/]+/live/[^/]+/[^/]+/\\d+\\.m3u8");
        assertThat(first("siptv", "").attributes())
                .containsEntry("catchup", "shift")
                .containsEntry("timeshift", "7")
                .doesNotContainKey("catchup-source");
    }

    @Test
    void setTopBoxesGetTheirOwnKinds() {
        for (String type : List.of("enigma16", "dreambox")) {
            assertThat(get(GET + "&key=live&type=" + type).text())
                    .isEqualTo("#NAME Headwater\n"
                            + "#SERVICE 4097:0:1:0:0:0:0:0:0:0:http%3a//tv.example%3a8080/live/ada/s3cret-word/" + tv
                            + ".ts:One  a, b\n#DESCRIPTION One: a, b\n"
                            + "#SERVICE 4097:0:1:0:0:0:0:0:0:0:http%3a//tv.example%3a8080/live/ada/s3cret-word/"
                            + second + ".ts:Two\n#DESCRIPTION Two\n");
        }
        assertThat(get(GET + "&key=movie&type=simple").text())
                .isEqualTo(BASE + "/movie/ada/s3cret-word/" + film + ".mp4 #Name: Film\n");
    }

    @Test
    void theShortPathIsTheSame() {
        assertThat(get("/playlist/ada/s3cret-word").text()).isEqualTo(get(GET).text());
        assertThat(get("/playlist/ada/s3cret-word/m3u").text())
                .isEqualTo(get(GET + "&type=m3u").text());
        assertThat(get("/playlist/ada/wrong-word").status()).isEqualTo(403);
        assertThat(send(Ask.form("/playlist/ada/s3cret-word/m3u_plus", "output=hls"))
                        .text())
                .isEqualTo(get(GET + "&output=hls").text());
    }

    @Test
    void gzipAndHeadAreTheSameList() throws IOException {
        String plain = get(GET).text();
        for (int time = 0; time < 2; time++) {
            Reply zipped = send(Ask.get(GET).with("Accept-Encoding", "gzip"));
            assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
            assertThat(zipped.header("Vary")).hasValue("Accept-Encoding");
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(plain);
            }
        }
        Reply head = send(Ask.of("HEAD", GET));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get(GET).header("Content-Length"));
    }

    @Test
    void aLongPlaylistArrivesWhole() throws IOException {
        Channel first = fill.find(tv);
        headend.channels()
                .saveAll(IntStream.rangeClosed(1, MANY)
                        .mapToObj(i -> first.placed(tv + 100 + i, first.category()))
                        .toList());
        Set<String> uris = Set.copyOf(get(GET + "&key=live").uris());
        assertThat(uris).hasSize(MANY + 2);
        Reply zipped = send(Ask.get(GET + "&key=live").with("Accept-Encoding", "gzip"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(uris::contains))
                    .hasSize(MANY + 2);
        }
        assertThat(get(action("get_live_streams")).rows()).hasSize(MANY + 3);
    }

    private static String action(String action) {
        return "/player_api.php?username=ada&password=s3cret-word&action=" + action;
    }

    @Test
    void noLineGetsWhatWasMadeForAnother() {
        fill.line("ben", "other-word");
        String ada = get(GET).text();
        String ben = get("/get.php?username=ben&password=other-word").text();
        assertThat(ben).isEqualTo(ada.replace("ada", "ben").replace("s3cret-word", "other-word"));
        assertThat(send(Ask.get(GET).toHost("other.example")).text())
                .isEqualTo(ada.replace("tv.example:8080", "other.example"));
        assertThat(get(GET).text()).isEqualTo(ada);
    }

    private M3u.Entry first(String line, String more) {
        return M3u.parse(get("/get.php?username=" + line + "&password=s3cret-word" + more)
                        .text())
                .entries()
                .getFirst();
    }

    private void catchup(String line, Catchup catchup) {
        fill.line(line, "s3cret-word", l -> l.withLists(new ListSettings(true, catchup)));
    }

    private static Channel heard(Channel c) {
        return new Channel(c.id(), c.listed(), c.position(), c.sources(), null, null, 0, true, c.run());
    }
}
