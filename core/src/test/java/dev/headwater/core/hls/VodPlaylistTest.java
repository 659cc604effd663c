package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VodPlaylistTest {
    @Test
    void aFilmIsListedWhole() {
        String text = Playlists.vod(
                2,
                List.of(
                        new VodSegment(SegmentName.vod(3, 0, 0xab), 2000),
                        new VodSegment(SegmentName.vod(3, 1, -1), 1040)));

        assertThat(text).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-TARGETDURATION:2
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXTINF:2.000,
                vod-3-0-00000000000000ab.ts
                #EXTINF:1.040,
                vod-3-1-ffffffffffffffff.ts
                #EXT-X-ENDLIST
                """);
    }

    @Test
    void itsNamesAreReadBackAndLieInAFolderOfTheirOwn() {
        SegmentName name = SegmentName.vod(12, 345, Long.MIN_VALUE);

        assertThat(SegmentName.parse(name.toString())).contains(name);
        assertThat(SegmentKeys.segment(9, "720p", name)).isEqualTo("hls/9/720p/vod/vod-12-345-8000000000000000.ts");
        SegmentName counted =
                SegmentName.parse("vod-12-8000000000000000-s_00345").orElseThrow();
        assertThat(counted.toString()).isEqualTo("vod-12-8000000000000000-s_00345");
        assertThat(counted.sequence()).isEqualTo(345);
        assertThat(SegmentName.parse("vod-12-8000000000000000-s_123456"))
                .map(SegmentName::toString)
                .contains("vod-12-8000000000000000-s_123456");
        assertThat(SegmentName.parse("vod-12-8000000000000000-s_001234")).isEmpty();
        assertThat(SegmentName.parse("2026112013-12-8000000000000000-s_00345")).isEmpty();
        assertThat(SegmentName.parse("vod-12-345")).isEmpty();
        assertThat(SegmentName.parse("VOD-12-345-8000000000000000")).isEmpty();
        assertThat(SegmentKeys.file(9, SegmentKeys.fileName(12, 5)))
                .isEqualTo("hls/9/file/vod/vod-12-0000000000000005.mp4");
    }
}
