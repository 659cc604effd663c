package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import io.lindstrom.m3u8.model.KeyMethod;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FragmentedPlaylistsTest {
    private static final Instant T0 = Instant.parse("2026-11-20T13:00:00Z");
    private static final String KEY = "00000000000000a1";

    private static Segment segment(int sequence, @Nullable String key, @Nullable String head) {
        Instant start = T0.plusSeconds(2L * sequence);
        return new Segment(SegmentName.of(start, 4, sequence, 0xff).toString(), 2000, start, false, key, head);
    }

    private static String name(int sequence) {
        return "2026112013-4-" + sequence + "-00000000000000ff";
    }

    private static String body(int sequence, String tag) {
        return tag + "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:00:0" + 2 * sequence + ".000Z\n#EXTINF:2.000,\n"
                + name(sequence) + ".m4s\n";
    }

    private static String map(String folder, int sequence) {
        return "#EXT-X-MAP:URI=\"" + folder + name(sequence) + ".mp4\"\n";
    }

    private static String key(int sequence) {
        return "#EXT-X-KEY:METHOD=AES-128,URI=\"" + KEY + ".key\",IV=0x000000000000000" + sequence
                + "00000000000000ff\n";
    }

    private static LiveWindow window(Segment... segments) {
        LiveWindow window = LiveWindow.empty(1, 4, 2, T0);
        for (Segment segment : segments) {
            window = window.append(segment, 20, T0);
        }
        return window;
    }

    @Test
    void aHeadIsNamedWhereItChanges() {
        String text = Playlists.media(
                window(segment(0, null, name(0)), segment(1, null, name(0)), segment(2, null, name(2))));

        assertThat(text)
                .contains("#EXT-X-VERSION:6\n")
                .endsWith(
                        "#EXT-X-DISCONTINUITY-SEQUENCE:0\n" + body(0, map("", 0)) + body(1, "") + body(2, map("", 2)));
    }

    /** RFC 8216bis §4.4.4.4: a key holds for every head that is named behind it. */
    @Test
    void aHeadIsInTheClearAmongWhatIsEncrypted() throws Exception {
        String text =
                Playlists.media(window(segment(0, KEY, name(0)), segment(1, KEY, name(0)), segment(2, KEY, name(2))));

        assertThat(text)
                .endsWith("#EXT-X-DISCONTINUITY-SEQUENCE:0\n"
                        + body(0, map("", 0) + key(0))
                        + body(1, key(1))
                        + body(2, "#EXT-X-KEY:METHOD=NONE\n" + map("", 2) + key(2)));
        assertThat(new MediaPlaylistParser(ParsingMode.STRICT)
                        .readPlaylist(text)
                        .mediaSegments())
                .hasSize(3)
                .allMatch(segment -> segment.segmentKey().orElseThrow().method() == KeyMethod.AES_128);
    }

    @Test
    void subtitlesHaveNone() {
        String media = Playlists.media(window(segment(0, KEY, name(0)), segment(1, KEY, name(1))));

        assertThat(Playlists.of("360p", media)).isEqualTo(media);
        assertThat(Playlists.of("text1", media))
                .doesNotContain("EXT-X-MAP", ".m4s")
                .endsWith("#EXTINF:2.000,\n" + name(1) + ".vtt\n");
    }

    private static LiveWindow window(List<Rendition> renditions, @Nullable String head) {
        return LiveWindow.empty(1, 4, 2, T0)
                .withRenditions(renditions, T0)
                .append(segment(0, null, head), 20, T0)
                .withRenditions(renditions, T0);
    }

    /** Players have a place for what they began with, and for nothing else. */
    @Test
    void anEndingIsOfTheKindOfWhatItEnds() {
        Rendition whole = new Rendition("720p", "avc1.42c01f,mp4a.40.2", 1280, 720, 25, 1, 1);
        Rendition pictures = new Rendition("720pv", "avc1.42c01f", 1280, 720, 25, 1, 1);
        Track said = new Track(Track.Kind.AUDIO, "de", null, true);
        Rendition main = new Rendition(Rendition.MAIN_SOUND, "mp4a.40.2", 0, 0, 0, 1, 1, said);
        Rendition english = new Rendition("audio1", "mp4a.40.2", 0, 0, 0, 1, 1, said);
        Rendition radio = new Rendition("source", "mp4a.40.2", 0, 0, 0, 1, 1);

        assertThat(SlateForm.behind(window(List.of(whole, english), null), "720p"))
                .isEqualTo(SlateForm.MPEG_TS);
        assertThat(SlateForm.behind(window(List.of(whole, english), null), "audio1"))
                .isEqualTo(SlateForm.MPEG_TS);
        assertThat(SlateForm.behind(LiveWindow.empty(1, 4, 2, T0), "720p")).isEqualTo(SlateForm.MPEG_TS);
        assertThat(SlateForm.behind(window(List.of(whole), name(0)), "720p")).isEqualTo(SlateForm.FRAGMENTS);
        LiveWindow apart = window(List.of(pictures, main, english), name(0));
        assertThat(SlateForm.behind(apart, "720pv")).isEqualTo(SlateForm.PICTURES);
        assertThat(SlateForm.behind(apart, "audio0")).isEqualTo(SlateForm.SOUND);
        assertThat(SlateForm.behind(apart, "audio1")).isEqualTo(SlateForm.SOUND);
        assertThat(SlateForm.behind(window(List.of(radio), name(0)), "source")).isEqualTo(SlateForm.SOUND);
    }

    @Test
    void anEndingOfFragmentsNamesTheHeadOfItsOwn() {
        Slate slate = new Slate(
                SlateReason.LIMIT,
                1,
                new Rendition("limitf", "avc1.42c01f,mp4a.40.2", 640, 360, 25, 1, 1),
                List.of(segment(7, null, name(7)), segment(8, null, name(7))));

        assertThat(Playlists.ending(window(segment(0, KEY, name(0))), slate, "../s/"))
                .doesNotContain(name(0) + ".mp4")
                .endsWith("#EXT-X-DISCONTINUITY\n#EXT-X-KEY:METHOD=NONE\n"
                        + map("../s/", 7)
                        + "#EXTINF:2.000,\n../s/" + name(7) + ".m4s\n#EXTINF:2.000,\n../s/" + name(8)
                        + ".m4s\n#EXT-X-ENDLIST\n");
    }

    /** What is listed is not to be had any more, and a slate that is MPEG-TS follows: there is no other yet. */
    @Test
    void anEndingNamesNone() {
        Slate slate = new Slate(
                SlateReason.LIMIT,
                1,
                new Rendition("limit", "avc1.42c01f", 640, 360, 25, 1, 1),
                List.of(new Segment("slate", 2000, T0, false)));

        assertThat(Playlists.ending(window(segment(0, null, name(0))), slate, "../s/"))
                .doesNotContain("EXT-X-MAP")
                .contains("#EXT-X-GAP\n" + name(0) + ".m4s\n")
                .endsWith("../s/slate.ts\n#EXT-X-ENDLIST\n");
    }

    @Test
    void inThePastAHeadLiesBesideItsSegments() {
        String text = Playlists.past(
                2,
                List.of(
                        new Playlists.Past("", segment(0, null, name(0))),
                        new Playlists.Past("../720p/", segment(1, null, name(0))),
                        new Playlists.Past("", segment(2, null, null), true)),
                true,
                true);

        assertThat(text)
                .contains(body(0, map("", 0)), map("../720p/", 0), "../720p/" + name(1) + ".m4s\n")
                .endsWith("#EXT-X-GAP\n" + name(2) + ".ts\n#EXT-X-ENDLIST\n");
    }
}
