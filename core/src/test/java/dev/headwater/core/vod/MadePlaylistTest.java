package dev.headwater.core.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                """, NAME, null))
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
        assertThatThrownBy(() -> MadePlaylist.segments(text, NAME, null)).isInstanceOf(MadeFailure.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EXT-X-KEY:METHOD=AES-128,URI="a",IV=0x000102030405060708090A0B0C0D0E0F | true
                    EXT-X-KEY:METHOD=AES-128,IV=0x000102030405060708090a0b0c0d0e0f,URI="a" | true
                    EXT-X-KEY:METHOD=AES-128,URI="a",IV=0x100102030405060708090a0b0c0d0e0f | false
                    EXT-X-KEY:METHOD=AES-128,URI="a" | false
                    EXT-X-KEY:METHOD=SAMPLE-AES,URI="a",IV=0x000102030405060708090a0b0c0d0e0f | false
                    EXT-X-KEY:METHOD=NONE | false
                    EXT-X-VERSION:3 | false
                    """)
    void whatIsToBeEncryptedIsSoAsItWasOrdered(String tag, boolean isAsOrdered) {
        String text = "#" + tag + "\n#EXTINF:2,\nvod-3-00000000000000ab-s_00001.ts\n#EXT-X-ENDLIST\n";
        String vector = "000102030405060708090a0b0c0d0e0f";
        assertThat(catchThrowable(() -> MadePlaylist.segments(text, NAME, vector)) == null)
                .isEqualTo(isAsOrdered);
        boolean isClear = tag.endsWith("NONE") || tag.endsWith("VERSION:3");
        assertThat(catchThrowable(() -> MadePlaylist.segments(text, NAME, null)) == null)
                .isEqualTo(isClear);
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
