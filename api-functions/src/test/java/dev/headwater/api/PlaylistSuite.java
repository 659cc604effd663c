package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code get.php}: M3U playlists. */
abstract class PlaylistSuite extends HttpSuite {
    private static final String PLUS = "/get.php?username=ada&password=s3cret-word&type=m3u_plus&output=hls";
    private final Fill fill = new Fill(headend);

    @Override
    void fill() {
        fill.line("ada", "s3cret-word");
        fill.channelOnAir("One");
        fill.channel("Two", "Sport", c -> Fill.described(c, "https://x.example/l.png?a=1,2", "two.tv", 0));
    }

    @Test
    void plusCarriesAttributes() {
        M3u playlist = M3u.parse(get(PLUS).text());
        assertThat(playlist.entries()).extracting(M3u.Entry::name).containsExactly("One", "Two");
        assertThat(playlist.entries().getFirst().attributes())
                .containsEntry("tvg-id", "")
                .containsEntry("group-title", "General");
        assertThat(playlist.entries().getLast().attributes())
                .containsEntry("tvg-id", "two.tv")
                .containsEntry("tvg-name", "Two")
                .containsEntry("tvg-logo", "https://x.example/l.png?a=1,2")
                .containsEntry("group-title", "Sport");
        assertThat(playlist.entries().getLast().attributes().keySet())
                .containsExactly("tvg-id", "tvg-name", "tvg-logo", "group-title");
    }

    @Test
    void plainCarriesNone() {
        M3u playlist = M3u.parse(get(PLUS.replace("m3u_plus", "m3u")).text());
        assertThat(playlist.entries()).allMatch(entry -> entry.attributes().isEmpty());
        assertThat(playlist.entries()).extracting(M3u.Entry::name).containsExactly("One", "Two");
        assertThat(get("/get.php?username=ada&password=s3cret-word&output=m3u8").text())
                .isEqualTo(get(PLUS).text());
    }

    @Test
    void itIsAFileToKeepButNotInACache() {
        Reply plus = get(PLUS);
        assertThat(plus.status()).isEqualTo(200);
        assertThat(plus.header("Content-Type").orElse("").replace(" ", "")).isEqualTo("audio/x-mpegurl;charset=utf-8");
        assertThat(plus.header("Content-Disposition")).hasValue("attachment; filename=\"tv_channels_ada_plus.m3u\"");
        assertThat(plus.header("Cache-Control")).hasValue("no-store");
        assertThat(get(PLUS.replace("m3u_plus", "m3u")).header("Content-Disposition"))
                .hasValue("attachment; filename=\"tv_channels_ada.m3u\"");
        assertThat(send(Ask.get(PLUS).with("Accept", "audio/x-mpegurl")).status())
                .isEqualTo(200);
        assertThat(send(Ask.of("HEAD", PLUS)).header("Content-Type")).isEqualTo(plus.header("Content-Type"));
        assertThat(send(Ask.form("/get.php", "username=ada&password=s3cret-word&type=m3u_plus&output=hls"))
                        .text())
                .isEqualTo(plus.text());
    }

    @Test
    void namesOfEveryKindLeaveThePlaylistWhole() {
        List<String> names = List.of(
                "a, b",
                "say \"hi\"",
                "c=\"d\" tvg-id=\"x\"",
                "ünï – 日本 📺",
                "#EXTM3U",
                "http://x/",
                "&quot;",
                "a\\",
                "  b  ",
                "l\u2028s",
                "p\u2029s",
                "\u202Ertl",
                "$1 \\1 ${x}",
                "-1,");
        names.forEach(name -> fill.channel(name, name.strip()));
        fill.channel(
                "odd", "G", c -> Fill.described(c, "https://x.example/\"\n\r\u0000\u0001\u0085#EXTINF", "a\nb\"c", 0));
        publish();
        Eventually.holds("all are published", () -> get(PLUS).uris().size() == 3 + names.size());
        for (String target : List.of(PLUS, PLUS.replace("m3u_plus", "m3u"))) {
            List<M3u.Entry> entries = M3u.parse(get(target).text()).entries();
            assertThat(entries).hasSize(3 + names.size());
            assertThat(entries.subList(2, 2 + names.size()))
                    .extracting(M3u.Entry::name)
                    .containsExactlyElementsOf(names.stream()
                            .map(name -> name.replace('"', '\'').replaceAll("[\u2028\u2029]", " "))
                            .toList());
            assertThat(entries)
                    .allMatch(
                            entry -> entry.url().matches("http://tv\\.example:8080/live/ada/s3cret-word/\\d+\\.m3u8"));
        }
    }

    @Test
    void everyUrlPlaysWhateverThePassword() {
        String odd = "p&q#1 /+%2B=ü|{}^\"<>?;";
        fill.line("o.d_d@x-1", odd);
        Reply reply = get("/get.php?username=o.d_d@x-1&password=" + XtreamSuite.encode(odd) + "&output=hls");
        assertThat(M3u.parse(reply.text()).entries()).hasSize(2).allSatisfy(entry -> {
            URI url = URI.create(entry.url());
            assertThat(url.getAuthority()).isEqualTo(Ask.HOST);
            assertThat(url.getRawQuery()).isNull();
            assertThat(url.getRawFragment()).isNull();
            boolean onAir = entry.name().equals("One");
            assertThat(get(url.getRawPath()).status()).isEqualTo(onAir ? 200 : 503);
        });
    }

    @Test
    void urlsLeadToTheHostTheAppCameBy() {
        for (String host : List.of("192.0.2.7:9000", "[2001:db8::1]:8080", "tv.example")) {
            assertThat(send(Ask.get(PLUS).toHost(host)).uris())
                    .allMatch(url -> url.startsWith("http://" + host + "/live/"));
        }
        assertThat(send(Ask.get(PLUS).toHost("a*b")).status()).isEqualTo(400);
    }

    @Test
    void whoMayNotWatchGetsNoPlaylistAndNever200() {
        fill.line("banned", "s3cret-word", l -> l.withAccess(l.bouquets(), 1, null, LineStatus.BANNED));
        fill.line(
                "gone",
                "s3cret-word",
                l -> l.withAccess(l.bouquets(), 1, headend.clock().instant(), LineStatus.ACTIVE));
        for (String target : List.of(
                PLUS.replace("s3cret", "wrong"),
                PLUS.replace("ada", "nobody"),
                PLUS.replace("ada", "banned"),
                PLUS.replace("ada", "gone"),
                "/get.php",
                "/get.php?type=m3u_plus",
                PLUS.replace("ada", "x".repeat(5000)))) {
            Reply reply = get(target);
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.header("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(reply.body()).hasSizeLessThan(100);
        }
    }
}
