package dev.headwater.core.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadePlaylistTest {
    private static final String NAME = "vod-3-00000000000000ab";

    @Test
    void segmentsAreReadInTheirOrder() throws MadeFailure {
        assertThat(MadePlaylist.segments("""
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-TARGETDURATION:3
                #EXTINF:2.0020,
                vod-3-00000000000000ab-s_00001.ts
                #EXTINF:1,title
                vod-3-00000000000000ab-s_00002.ts
                #EXT-X-ENDLIST
                """, NAME))
                .extracting(segment -> segment.name() + " " + segment.millis())
                .containsExactly("vod-3-00000000000000ab-s_00001 2002", "vod-3-00000000000000ab-s_00002 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#EXTM3U\n#EXT-X-ENDLIST",
                "#EXTINF:2,\nvod-3-00000000000000ab-s_00001.ts\n",
                "vod-3-00000000000000ab-s_00001.ts\n#EXT-X-ENDLIST",
                "#EXTINF:2,\n../../secret.ts\n#EXT-X-ENDLIST",
                "#EXTINF:2,\nvod-4-00000000000000ab-s_00001.ts\n#EXT-X-ENDLIST",
                "#EXTINF:2,\nhttp://elsewhere/vod-3-00000000000000ab-s_00001.ts\n#EXT-X-ENDLIST",
                "#EXTINF:99999,\nvod-3-00000000000000ab-s_00001.ts\n#EXT-X-ENDLIST",
                "#EXTINF:1e9,\nvod-3-00000000000000ab-s_00001.ts\n#EXT-X-ENDLIST"
            })
    void whatIsNoPlaylistOfTheOrderIsRefused(String text) {
        assertThatThrownBy(() -> MadePlaylist.segments(text, NAME)).isInstanceOf(MadeFailure.class);
    }

    @Test
    void aRenditionWithoutPictureOrRateIsOne() throws MadeFailure {
        assertThat(MadePlaylist.rendition("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=5,CODECS=\"mp4a.40.2\"\na.m3u8", "a")
                        .width())
                .isZero();
        assertThatThrownBy(() -> MadePlaylist.rendition("#EXTM3U\n", "a")).isInstanceOf(MadeFailure.class);
        assertThatThrownBy(() -> MadePlaylist.rendition("#EXT-X-STREAM-INF:BANDWIDTH=5\na", "a"))
                .isInstanceOf(MadeFailure.class);
    }
}
