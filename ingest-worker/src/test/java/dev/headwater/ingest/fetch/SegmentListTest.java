package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.fetch.FetchException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentListTest {
    private static final URI URL = URI.create("https://cdn.example/a/list.m3u8?token=1");

    @Test
    void segmentsHaveNumbersAndAbsoluteAddresses() throws FetchException {
        SegmentList list = SegmentList.read(
                "#EXTM3U\r\n#EXT-X-TARGETDURATION:6\r\n#EXT-X-MEDIA-SEQUENCE:41\r\n#EXTINF:6,\r\nx.vtt\r\n#EXTINF:6,\r\n/y.vtt\r\n",
                URL);
        assertThat(list.next()).isEqualTo(43);
        assertThat(list.at(42)).isEqualTo(URI.create("https://cdn.example/y.vtt"));
        assertThat(list.targetSeconds()).isEqualTo(6);
        assertThat(list.ended()).isFalse();
        assertThat(SegmentList.read("#EXTM3U\n#EXT-X-ENDLIST\n", URL).ended()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:-1",
                "#EXTM3U\n#EXT-X-TARGETDURATION:",
                "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF:2,\nx.vtt",
                "#EXTM3U\n#EXTINF:2,\n#EXT-X-BYTERANGE:10@0\nx.vtt",
                "#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> SegmentList.read(text, URL)).isInstanceOf(FetchException.class);
    }
}
