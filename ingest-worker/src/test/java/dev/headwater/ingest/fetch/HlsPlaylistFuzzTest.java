package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.headwater.core.fetch.FetchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a source's playlist has, FFmpeg is shown none of its addresses but of http and https. */
@Tag("fuzz")
class HlsPlaylistFuzzTest {
    private static final URI BASE = URI.create("https://cdn.example/a/b/live.m3u8?token=1");
    private static final Pattern URIS = Pattern.compile("[:,]URI=\"([^\"]*)\"");

    static Stream<byte[]> playlists() {
        return Stream.of(
                        """
                        #EXTM3U
                        #EXT-X-KEY:METHOD=AES-128,URI="../key?x=1",IV=0x01
                        #EXT-X-MAP:URI="init.mp4",BYTERANGE="1@2"
                        #EXTINF:2.5,\u00e4
                        s 1|2.ts
                        #EXT-X-DISCONTINUITY
                        #EXTINF:2,
                        //other.example:8443/s2.ts#x
                        #EXT-X-ENDLIST
                        """,
                        """
                        \ufeff#EXTM3U
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="hi",NAME="en",DEFAULT=YES,URI="en.m3u8"
                        #EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=9,BANDWIDTH=900000,AUDIO="hi"
                        http://[2001:db8::1]/2.m3u8
                        #EXT-X-STREAM-INF:BANDWIDTH=500000
                        ?q=1
                        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1000000,URI="i.m3u8"
                        """,
                        "#EXTM3U\r\n#EXTINF:2,\r\nfile:///etc/passwd\r\n",
                        "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"a\",URI=\"concat:b\"\n",
                        "#EXTM3U\n#EXTINF:1,\n%zz\n\n../../..//\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("playlists")
    @FuzzTest(maxDuration = "10m")
    void whatIsOpenedIsOfTheWeb(byte[] file) throws IOException {
        String prepared;
        try {
            prepared = new String(HlsPlaylist.read(new ByteArrayInputStream(file), BASE), StandardCharsets.UTF_8);
        } catch (FetchException e) {
            assertThat(e.text()).isNotBlank().doesNotContain("\n");
            return;
        }
        prepared.lines().forEach(line -> {
            if (line.startsWith("#")) {
                URIS.matcher(line).results().forEach(uri -> isOfTheWeb(uri.group(1)));
            } else if (!line.isEmpty()) {
                isOfTheWeb(line);
            }
        });
    }

    private static void isOfTheWeb(String uri) {
        assertThat(uri.toLowerCase(Locale.ROOT)).matches("https?://.+");
    }
}
