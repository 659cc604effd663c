package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.fetch.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HlsPlaylistTest {
    private static final URI BASE = URI.create("https://cdn.example/a/b/live.m3u8?token=1");

    private static String prepare(String playlist) throws FetchException {
        return HlsPlaylist.prepare(playlist, BASE);
    }

    @Test
    void everyUrlBecomesAbsolute() throws FetchException {
        assertThat(prepare("""
                #EXTM3U
                #EXT-X-KEY:METHOD=AES-128,URI="../key?x=1",IV=0x01
                #EXT-X-MAP:URI="init.mp4"
                #EXTINF:2,
                s 1|2.ts
                #EXTINF:2,
                //other.example/s2.ts
                """)).isEqualTo("""
                #EXTM3U
                #EXT-X-KEY:METHOD=AES-128,URI="https://cdn.example/a/key?x=1",IV=0x01
                #EXT-X-MAP:URI="https://cdn.example/a/b/init.mp4"
                #EXTINF:2,
                https://cdn.example/a/b/s%201%7C2.ts
                #EXTINF:2,
                https://other.example/s2.ts

                """);
    }

    @Test
    void theBestVariantIsLeftWithItsSounds() throws FetchException {
        String prepared = prepare("""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="low",NAME="a",URI="low.m3u8"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="hi",NAME="de",URI="de.m3u8"
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="hi",NAME="en",DEFAULT=YES,URI="en.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="en",URI="sub.m3u8"
                #EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=9999999,BANDWIDTH=100000,AUDIO="low"
                1.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=900000,AUDIO="hi"
                2.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=500000,AUDIO="low"
                3.m3u8
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1000000,URI="i.m3u8"
                """);
        assertThat(prepared.lines().filter(line -> line.contains("m3u8")))
                .containsExactly(
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"hi\",NAME=\"de\",URI=\"https://cdn.example/a/b/de.m3u8\"",
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"hi\",NAME=\"en\",DEFAULT=YES,URI=\"https://cdn.example/a/b/en.m3u8\"",
                        "https://cdn.example/a/b/2.m3u8");
    }

    @Test
    void subtitlesOfTheBestVariantAreFound() throws FetchException {
        assertThat(HlsPlaylist.subtitles("""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,URI="../de.m3u8?x=1"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Forced",LANGUAGE="de",FORCED=YES,URI="forced.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",URI="plain.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="low",LANGUAGE="en",URI="en.m3u8"
                #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="s",LANGUAGE="en",INSTREAM-ID="CC1"
                #EXT-X-STREAM-INF:BANDWIDTH=100000,SUBTITLES="low"
                1.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=900000,SUBTITLES="s"
                2.m3u8
                """, BASE))
                .containsExactly(
                        new HlsSubtitles(URI.create("https://cdn.example/a/de.m3u8?x=1"), "de", "Deutsch", true),
                        new HlsSubtitles(URI.create("https://cdn.example/a/b/plain.m3u8"), "", "", false));
        assertThat(HlsPlaylist.subtitles("#EXTM3U\n#EXTINF:2,\na.ts\n", BASE)).isEmpty();
    }

    @Test
    void whatIsNeverOpenedIsRefusedBeforeFfmpegSeesIt() {
        for (String url : new String[] {"file:///etc/passwd", "concat:a|b", "data:text/plain,x", "udp://239.1.1.1:1"}) {
            assertThatThrownBy(() -> prepare("#EXTM3U\n#EXTINF:2,\n" + url))
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("never opened");
            assertThatThrownBy(() -> prepare("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"" + url + "\""))
                    .isInstanceOf(FetchException.class);
        }
    }

    @Test
    void aPlaylistWithoutEndIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '#';
            }
        };
        assertThatThrownBy(() -> HlsPlaylist.read(endless, BASE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 4 MB");
    }

    @Test
    void aPlaylistThatGrowsWithoutMeasureIsGivenUp() {
        URI far = URI.create("https://cdn.example/" + "x".repeat(8000) + "/live.m3u8");
        assertThatThrownBy(() -> HlsPlaylist.prepare("#EXTM3U\n" + "a\n".repeat(100_000), far))
                .isInstanceOf(FetchException.class)
                .hasMessage("the source's playlist names more than 8 MB of URLs, written out");
        assertThatThrownBy(() -> prepare("#EXTM3U\n" + "#\n".repeat(2_000_000)))
                .isInstanceOf(FetchException.class)
                .hasMessage("the source's playlist has more than 200000 lines");
    }

    @Test
    void aDayOfSegmentsIsNotTooMuch() throws FetchException {
        String segment = "#EXTINF:2,\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z\nsegment.ts\n";
        assertThat(prepare("#EXTM3U\n" + segment.repeat(43_200)).lines()).hasSize(3 * 43_200 + 2);
    }

    @Test
    void aPlaylistIsKnownByItsFirstWord() {
        assertThat(HlsPlaylist.isOne("#EXTM3U\n".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(HlsPlaylist.isOne("\ufeff#EXTM3U\n".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(HlsPlaylist.isOne("<html>".getBytes(StandardCharsets.UTF_8))).isFalse();
    }
}
