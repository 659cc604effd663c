package dev.headwater.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.codec.ItemCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
    @ParameterizedTest
    @CsvSource({
        "testcard:, TESTCARD",
        "file:/a b, FILE",
        "http://example.com:8080/live.m3u8, HTTP",
        "https://user:secret@example.com/x.ts?token=1, HTTP",
        "udp://@239.1.1.1:5000, UDP",
        "udp://:5000, UDP",
        "upload:0123456789abcdef01234567, UPLOAD",
        "playlist:/films/list.m3u, PLAYLIST",
        "rtp://@239.1.1.1:5004?iface=eth0, RTP",
        "srt://example.com:9000?streamid=#!::r=news&latency=200, SRT",
        "srt://:9000?mode=listener&passphrase=0123456789, SRT",
        "rtmp://example.com/live/news?token=1, RTMP",
        "rtmps://ada:secret@example.com:444/live/news, RTMP",
        "rtmp://:1935/live/0123456789abcdef?listen, RTMP",
        "rtsp://ada:secret@192.168.1.9/cam?channel=1&transport=udp, RTSP",
        "v4l2:/dev/video0?audio=hw:0&size=1280x720&rate=25, CAPTURE",
        "udp://[ff02::1]:5000?iface=eth0, UDP"
    })
    void whatOperatorsTypeHasAKind(String url, Source.Kind kind) {
        assertThat(new Source(url).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live.m3u8",
                "http:///x",
                "http://",
                "http://host:99999/x",
                "http://a b/",
                "udp://@239.1.1.1",
                "udp://239.1.1.1:0",
                "udp://239.1.1.1:65536",
                "udp://name:5000",
                "file:x",
                "upload:../../secret",
                "upload:0123456789ABCDEF01234567",
                "testcard:x",
                "ftp://host/x",
                "playlist:list.m3u",
                "rtp://name:5000",
                "srt://host",
                "srt://:9000",
                "srt://name:9000?mode=listener",
                "srt://h:9000?passphrase=short",
                "srt://h:9000?latency=long",
                "srt://h:9000?mode=rendezvous",
                "srt://h:9000?pbkeylen=16",
                "srt://h:9000?latency=1&latency=2",
                "srt://:9000?mode=listener&streamid=x",
                "srt://user@h:9000",
                "rtmp://host/live",
                "rtmp://host:0/live/x",
                "rtmp://:1935/live/x",
                "rtmp://:1935/live?listen",
                "rtmp://:1935/live/short?listen",
                "rtmp://name:1935/live/0123456789abcdef?listen",
                "rtmps://:1935/live/0123456789abcdef?listen",
                "rtsp:///x",
                "rtsp://host/x?transport=http",
                "rtsp://ho st/x",
                "v4l2:/etc/passwd",
                "v4l2:/dev/../etc/passwd",
                "v4l2:/dev/video0?filter=x",
                "concat:/etc/passwd",
                "http://host/\nX: y"
            })
    void whatIsNoSourceIsRefused(String url) {
        assertThatThrownBy(() -> new Source(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostThatIsNoneIsToldFromAPath() {
        assertThatThrownBy(() -> new Source("http://my_host/x")).hasMessageContaining("no host has an underscore");
        assertThat(new Source("http://my-host/x_y").httpHost()).hasValue("my-host");
    }

    @Test
    void aListenerIsReadFromItsUrl() {
        assertThat(new Source("udp://@239.1.1.1:5000?iface=eth0").listener())
                .isEqualTo(new Source.Listener("239.1.1.1", 5000, "eth0"));
        assertThat(new Source("udp://@:5000").listener()).isEqualTo(new Source.Listener("", 5000, null));
        assertThat(new Source("udp://[::1]:5000/").listener()).isEqualTo(new Source.Listener("::1", 5000, null));
    }

    @Test
    void whatAnSrtSourceSaysIsRead() {
        assertThat(new Source("srt://h:9000?streamid=a%26b+c&passphrase=0123456789&latency=200").srt())
                .isEqualTo(new SrtSource(false, "h", 9000, "0123456789", "a&b+c", 200));
        assertThat(new Source("srt://[::1]:9000?mode=listener").srt())
                .isEqualTo(new SrtSource(true, "::1", 9000, null, null, null));
        assertThat(new SrtSource(false, "h", 9000, "secretsecret", "secret", null).toString())
                .isEqualTo("srt://h:9000");
    }

    @Test
    void whatAnRtmpSourceSaysIsRead() {
        assertThat(new Source("rtmp://h/app/a/b?t=1").rtmp())
                .isEqualTo(new RtmpSource(false, false, null, "h", 1935, "app", "a/b?t=1"));
        assertThat(new Source("rtmp://:1936/live/0123456789abcdef?listen").rtmp())
                .isEqualTo(new RtmpSource(true, false, null, "", 1936, "live", "0123456789abcdef"));
    }

    @Test
    void aListenerWithoutAStreamKeyIsGivenOne() {
        String key = "0123456789abcdef";
        assertThat(RtmpSource.withKey("rtmp://:1935/live?listen", () -> key))
                .isEqualTo("rtmp://:1935/live/0123456789abcdef?listen");
        assertThat(RtmpSource.withKey("rtmp://:1935/live/my-own-stream-key?listen", () -> key))
                .isEqualTo("rtmp://:1935/live/my-own-stream-key?listen");
        assertThat(RtmpSource.withKey("rtmp://h/live/x", () -> key)).isEqualTo("rtmp://h/live/x");
    }

    @Test
    void whatAnRtspSourceSaysIsRead() {
        assertThat(new Source("rtsp://ada:pw@Cam/s?channel=1&transport=udp&x=2").rtsp())
                .isEqualTo(new RtspSource(false, "ada:pw", "Cam", 554, "/s?channel=1&x=2", RtspSource.Transport.UDP));
        assertThat(new Source("rtsp://cam/s").rtsp().transport()).isEqualTo(RtspSource.Transport.TCP);
    }

    @Test
    void itIsKnownWhereASourceConnectsToAndWhereItListens() {
        assertThat(new Source("rtsp://Cam/s").server()).hasValue("cam");
        assertThat(new Source("srt://[::1]:9000").server()).hasValue("::1");
        assertThat(new Source("srt://10.0.0.1:9000?mode=listener").server()).isEmpty();
        assertThat(new Source("srt://10.0.0.1:9000?mode=listener").listens()).isTrue();
        assertThat(new Source("rtmp://:1935/live/0123456789abcdef?listen").listens())
                .isTrue();
        assertThat(new Source("rtmp://h/live/x").listens()).isFalse();
        assertThat(new Source("rtp://:5004").listener()).isEqualTo(new Source.Listener("", 5004, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "https://user:secret@example.com/x.ts | https://…@example.com/x.ts",
                "https://user:sec@ret@example.com/x.ts | https://…@example.com/x.ts",
                "http://example.com/x.m3u8?token=secret&a=1 | http://example.com/x.m3u8?…",
                "http://example.com:80/live/ada/secret/12.ts | http://example.com:80/live/…/…/12.ts",
                "http://example.com/ada/secret/12 | http://example.com/…/…/12",
                "failed to open [http://a:b@c/d?e=secret now | failed to open [http://…@c/d?… now",
                "http://h/x?user=o'neil&password=secret | http://h/x?…",
                "http://h/it's/x?password=secret | http://h/it's/x?…",
                "http://h/x#password=secret | http://h/x#…",
                "HTTP://h/x?password=secret | HTTP://h/x?…",
                "http://h/tv/live/ada/secret/1.m3u8 | http://h/tv/live/…/…/1.m3u8",
                "http://h/tv/ada/1234/1.ts | http://h/…/…/…/1.ts",
                "http://h/live/ada/1234/1.ts | http://h/live/…/…/1.ts",
                "http://h/live/ada/secret/index.m3u8 | http://h/live/…/…/index.m3u8",
                "http://h/Live//ada/secret/index.m3u8 | http://h/Live//…/…/index.m3u8",
                "opening 'HTTPS://h/series/ada/secret/x.ts' now | opening 'HTTPS://h/series/…/…/x.ts' now",
                "http://h/live/news.m3u8 | http://h/live/news.m3u8",
                "http://example.com/a/b/c.ts | http://example.com/a/b/c.ts",
                "udp://@239.1.1.1:5000 | udp://@239.1.1.1:5000",
                "srt://h:9000?mode=caller&passphrase=secret&latency=200 | srt://h:9000?mode=caller&latency=200&…",
                "srt://:9000?mode=listener | srt://:9000?mode=listener",
                "srt://h:9000?streamid=#!::u=ada,r=secret | srt://h:9000?…",
                "rtmp://:1935/live/secret?listen | rtmp://:1935/live/…?listen",
                "rtmps://ada:secret@h/live/secret?token=secret now | rtmps://…@h/live/…?… now",
                "rtsp://ada:secret@h:554/cam/1?channel=1&transport=udp | rtsp://…@h:554/cam/1?transport=udp&…",
                "no URL at all? | no URL at all?"
            })
    void secretsAreTakenOut(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ada:secret@h/x",
                "srt://h:9000?passphrase=secretsecret",
                "rtmp://h/live/secret",
                "rtsp://ada:secret@h/x?password=secret",
                "http://h/x?user=o'neil&password=secret",
                "http://h/it's/x?password=secret",
                "http://h/tv/live/ada/secret/1.m3u8",
                "https://h/live/ada/secret/index.m3u8"
            })
    void aSourceShowsNoSecrets(String url) {
        assertThat(new Source(url).toString()).contains("://").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "movie",
                "series",
                "timeshift",
                "timeshifts",
                "streaming",
                "hls",
                "playlist",
                "epg",
                "player_api",
                "player_api.php",
                "panel_api",
                "xmltv",
                "xmltv.php",
                "get",
                "get.php",
                "thumb",
                "subtitle",
                "XMLTV"
            })
    void thePathOfAPanelShowsNoUser(String word) {
        assertThat(Redaction.of("http://h/" + word + "/ada/secret/name.m3u8"))
                .isEqualTo("http://h/" + word + "/…/…/name.m3u8");
        assertThat(Redaction.of("http://h/c/" + word + "/ada/secret")).isEqualTo("http://h/c/" + word + "/…/…");
        assertThat(Redaction.of("http://h/" + word + "s-of-mine/a/b")).isEqualTo("http://h/" + word + "s-of-mine/a/b");
    }

    @Test
    void aPathOfTwoPanelWordsShowsNoUser() {
        assertThat(Redaction.of("http://h/streaming/timeshift/ada/secret/60/x.ts"))
                .isEqualTo("http://h/streaming/…/…/…/60/x.ts");
    }

    private static Source read(String json) {
        return ItemCodec.of(Source.class).decode(new Item(new Key("p", "s"), new Body(1, json, null), 1));
    }

    @Test
    void whatWasStoredBeforeStillReads() {
        assertThat(read("{\"url\":\"file:/x\"}")).isEqualTo(new Source("file:/x"));
        assertThat(ItemCodec.of(Source.class).encode(new Source("file:/x")).json())
                .isEqualTo("{\"url\":\"file:/x\"}");
        Source open = new Source("http://10.0.0.1/", true);
        assertThat(read(ItemCodec.of(Source.class).encode(open).json())).isEqualTo(open);
        assertThat(new Source("file:/x", false)).isEqualTo(new Source("file:/x"));
    }
}
