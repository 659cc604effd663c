package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Rendition;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedPlaylistsTest {
    private static final Instant T0 = Instant.parse("2026-11-20T13:00:00Z");
    private static final String ONE = "00000000000000a1";
    private static final String OTHER = "00000000000000b2";

    private static Segment segment(int sequence, String key) {
        Instant start = T0.plusSeconds(2L * sequence);
        return new Segment(SegmentName.of(start, 4, sequence, 0xff).toString(), 2000, start, false, key);
    }

    private static final List<Segment> SEGMENTS = List.of(
            segment(0, null), segment(1, ONE), segment(2, ONE), segment(3, OTHER), segment(4, null), segment(5, null));

    private static String body(int sequence, String tag) {
        return tag + "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:00:" + (sequence < 5 ? "0" : "") + 2 * sequence
                + ".000Z\n#EXTINF:2.000,\n2026112013-4-" + sequence + "-00000000000000ff.ts\n";
    }

    private static String key(String id, int sequence) {
        return "#EXT-X-KEY:METHOD=AES-128,URI=\"" + id + ".key\",IV=0x000000000000000" + sequence
                + "00000000000000ff\n";
    }

    private static final String LISTED = body(0, "")
            + body(1, key(ONE, 1))
            + body(2, key(ONE, 2))
            + body(3, key(OTHER, 3))
            + body(4, "#EXT-X-KEY:METHOD=NONE\n")
            + body(5, "");

    private static LiveWindow window(List<Segment> segments) {
        LiveWindow window = LiveWindow.empty(1, 4, 2, T0);
        for (Segment segment : segments) {
            window = window.append(segment, 20, T0);
        }
        return window;
    }

    @Test
    void keysAreNamedWhereTheyChangeAndWhereTheyEnd() throws Exception {
        String text = Playlists.media(window(SEGMENTS));

        assertThat(text).endsWith("#EXT-X-DISCONTINUITY-SEQUENCE:0\n" + LISTED);
        assertThat(new MediaPlaylistParser(ParsingMode.STRICT)
                        .readPlaylist(text)
                        .mediaSegments())
                .hasSize(6);
    }

    @Test
    void aChannelInTheClearNamesNone() {
        assertThat(Playlists.media(window(List.of(segment(0, null), segment(1, null)))))
                .doesNotContain("EXT-X-KEY");
    }

    @Test
    void whatWasRecordedIsListedAlike() throws Exception {
        List<Playlists.Past> past = SEGMENTS.stream()
                .map(segment -> new Playlists.Past("", segment))
                .toList();
        String event = Playlists.past(2, past, false, false);
        String ended = Playlists.past(2, past, true, true);

        assertThat(event).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-TARGETDURATION:2
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:EVENT
                #EXT-X-START:TIME-OFFSET=0
                """ + LISTED);
        assertThat(ended).isEqualTo(event.replace("EVENT\n#EXT-X-START:TIME-OFFSET=0", "VOD") + "#EXT-X-ENDLIST\n");
        new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(ended);
    }

    @Test
    void anEndingTurnsToASlateInTheClear() {
        Slate slate = new Slate(
                SlateReason.LIMIT,
                1,
                new Rendition("limit", "avc1.42c01f", 640, 360, 25, 1, 1),
                List.of(new Segment("slate", 2000, T0, false)));

        assertThat(Playlists.ending(window(List.of(segment(0, null), segment(1, ONE))), slate, "../s/"))
                .endsWith("""
                        #EXT-X-GAP
                        2026112013-4-1-00000000000000ff.ts
                        #EXT-X-DISCONTINUITY
                        #EXT-X-KEY:METHOD=NONE
                        #EXTINF:2.000,
                        ../s/slate.ts
                        #EXT-X-ENDLIST
                        """);
        assertThat(Playlists.ending(window(List.of(segment(0, null))), slate, "../s/"))
                .doesNotContain("EXT-X-KEY");
    }

    @Test
    void aFilmNamesItsKeyWithTheVectorOfEachSegment() {
        List<VodSegment> own = List.of(
                new VodSegment(SegmentName.vod(3, 0, 0xab), 2000), new VodSegment(SegmentName.vod(3, 1, -1), 2000));
        List<VodSegment> counted = List.of(
                new VodSegment(
                        SegmentName.parse("vod-3-00000000000000ab-s_00001").orElseThrow(), 2000),
                new VodSegment(
                        SegmentName.parse("vod-3-00000000000000ab-s_00002").orElseThrow(), 2000));

        assertThat(Playlists.vod(2, own, ONE))
                .contains(
                        "URI=\"" + ONE + ".key\",IV=0x000000000000000000000000000000ab\n",
                        "URI=\"" + ONE + ".key\",IV=0x0000000000000001ffffffffffffffff\n");
        assertThat(Playlists.vod(2, counted, ONE).split("EXT-X-KEY", -1)).hasSize(2);
        assertThat(Playlists.vod(2, counted, ONE)).contains("IV=0x000000000000000000000000000000ab\n");
    }
}
