package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import dev.headwater.core.media.Track.Kind;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.codec.ItemCodec;
import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaType;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Languages and subtitles beside the picture. */
class MediaGroupsTest {
    private static final Instant T0 = Instant.parse("2026-11-20T13:00:00Z");
    private static final Rendition HIGH = video("720p", 1280, 720, 2_000_000);
    private static final Rendition LOW = video("360p", 640, 360, 800_000);
    private static final Rendition ENGLISH = sound("audio1", "en", null, 130_000);
    private static final Rendition TEXT = text("text1", "de", "Für Gehörlose", false);

    private static Rendition video(String name, int width, int height, long bits) {
        Track track = new Track(Kind.VIDEO, "de", null, true);
        return new Rendition(name, "avc1.4d401f,mp4a.40.2", width, height, 25, bits, bits - 1, track);
    }

    private static Rendition sound(String name, @Nullable String language, @Nullable String label, long bits) {
        return new Rendition(name, "mp4a.40.2", 0, 0, 0, bits, bits - 1, new Track(Kind.AUDIO, language, label, false));
    }

    private static Rendition text(String name, @Nullable String language, @Nullable String label, boolean byDefault) {
        return new Rendition(name, "", 0, 0, 0, 2000, 1000, new Track(Kind.SUBTITLES, language, label, byDefault));
    }

    private static MasterPlaylist parsed(Rendition... renditions) throws Exception {
        return new MasterPlaylistParser(ParsingMode.STRICT)
                .readPlaylist(Playlists.multivariant(List.of(renditions), "/play/t/"));
    }

    @Test
    void theMainLanguageStandsBesideThePictureAndOthersByThemselves() throws Exception {
        assertThat(Playlists.multivariant(List.of(HIGH, LOW, ENGLISH, TEXT), "/play/t/"))
                .isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,AUTOSELECT=YES
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,\
                URI="/play/t/audio1/index.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Für Gehörlose",LANGUAGE="de",DEFAULT=NO,\
                AUTOSELECT=YES,FORCED=NO,URI="/play/t/text1/index.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=2132000,AVERAGE-BANDWIDTH=2130998,CODECS="avc1.4d401f,mp4a.40.2",\
                RESOLUTION=1280x720,FRAME-RATE=25.000,AUDIO="sound",SUBTITLES="text"
                /play/t/720p/index.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=932000,AVERAGE-BANDWIDTH=930998,CODECS="avc1.4d401f,mp4a.40.2",\
                RESOLUTION=640x360,FRAME-RATE=25.000,AUDIO="sound",SUBTITLES="text"
                /play/t/360p/index.m3u8
                """);
        MasterPlaylist playlist = parsed(HIGH, LOW, ENGLISH, TEXT);
        assertThat(playlist.alternativeRenditions())
                .extracting(AlternativeRendition::type)
                .containsExactly(MediaType.AUDIO, MediaType.AUDIO, MediaType.SUBTITLES);
        assertThat(playlist.alternativeRenditions().getFirst().uri()).isEmpty();
        assertThat(playlist.variants())
                .hasSize(2)
                .allMatch(variant -> variant.audio().orElseThrow().equals("sound"))
                .allMatch(variant -> variant.subtitles().orElseThrow().equals("text"));
    }

    @Test
    void theMainLanguageMayBeARenditionByItself() throws Exception {
        Rendition main = sound(Rendition.MAIN_SOUND, "de", null, 130_000);
        MasterPlaylist playlist = parsed(HIGH, LOW, main, ENGLISH);
        assertThat(playlist.alternativeRenditions())
                .extracting(one -> one.uri().orElseThrow())
                .containsExactly("/play/t/audio0/index.m3u8", "/play/t/audio1/index.m3u8");
        assertThat(playlist.alternativeRenditions())
                .extracting(one -> one.defaultRendition().orElseThrow())
                .containsExactly(true, false);
    }

    @Test
    void oneLanguageIsNoChoice() {
        assertThat(Playlists.multivariant(List.of(HIGH), "/"))
                .doesNotContain("EXT-X-MEDIA:")
                .doesNotContain("AUDIO=");
    }

    @Test
    void subtitlesAloneMakeNoGroupOfSounds() throws Exception {
        MasterPlaylist playlist = parsed(HIGH, TEXT);
        assertThat(playlist.alternativeRenditions()).hasSize(1);
        assertThat(playlist.variants().getFirst().audio()).isEmpty();
    }

    @Test
    void namesDifferAndOneSubtitleAtTheMostIsShownUnasked() throws Exception {
        MasterPlaylist playlist = parsed(
                HIGH,
                sound("audio1", "de", null, 1),
                sound("audio2", null, "Deutsch", 1),
                text("text1", "en", null, true),
                text("text2", "en", null, true),
                text("text3", null, null, false));
        assertThat(playlist.alternativeRenditions())
                .extracting(AlternativeRendition::name)
                .containsExactly("Deutsch", "Deutsch 2", "Deutsch 3", "English", "English 2", "Subtitles");
        assertThat(playlist.alternativeRenditions())
                .filteredOn(one -> one.type() == MediaType.SUBTITLES)
                .extracting(one -> one.defaultRendition().orElse(false))
                .containsExactly(true, false, false);
    }

    @Test
    void anotherCodecOfALanguageIsSaidOfTheVariants() throws Exception {
        Rendition surround =
                new Rendition("audio1", "ac-3", 0, 0, 0, 400_000, 400_000, new Track(Kind.AUDIO, "en", null, false));
        assertThat(parsed(HIGH, surround).variants().getFirst().codecs())
                .containsExactly("avc1.4d401f", "mp4a.40.2", "ac-3");
    }

    @Test
    void whatAStreamSaysOfItselfBreaksNoPlaylist() throws Exception {
        Track track = new Track(Kind.SUBTITLES, "en\",URI=\"x", "a\"b\r\n#EXT-X-ENDLIST\0" + "c".repeat(200), false);
        assertThat(track.language()).isNull();
        assertThat(track.label()).startsWith("a b  #EXT-X-ENDLIST cc").hasSize(64);
        MasterPlaylist playlist = parsed(HIGH, new Rendition("text1", "", 0, 0, 0, 1, 1, track));
        assertThat(playlist.alternativeRenditions()).hasSize(1);
        assertThat(new Track(Kind.AUDIO, "en", " \t ", false).shown()).isEqualTo("English");
        assertThat(new Track(Kind.AUDIO, "qaa", null, false).shown()).isEqualTo("qaa");
    }

    @Test
    void mediaPlaylistsOfSubtitlesDifferInEndingsAlone() throws Exception {
        LiveWindow window = LiveWindow.empty(1, 4, 2, T0);
        for (int i = 0; i < 3; i++) {
            Instant start = T0.plusSeconds(2L * i);
            window = window.append(
                    new Segment(SegmentName.of(start, 4, i, 0xff).toString(), 2000, start, false, "00000000000000a1"),
                    6,
                    T0);
        }
        String video = Playlists.media(window);
        String text = Playlists.of("text1", video);
        assertThat(Playlists.of("720p", video)).isSameAs(video);
        assertThat(text.lines().filter(line -> line.endsWith(".vtt"))).hasSize(3);
        assertThat(text.replace(".vtt", ".ts")).isEqualTo(video);
        String ended = Playlists.of("text1", Playlists.ending(window));
        assertThat(new MediaPlaylistParser(ParsingMode.STRICT)
                        .readPlaylist(ended)
                        .ongoing())
                .isFalse();
        assertThat(ended).doesNotContain(".ts");
    }

    @Test
    void subtitlesLieBesideTheRestAndAreServedAsText() {
        SegmentName name = SegmentName.of(T0, 1, 2, 3);
        assertThat(SegmentKeys.segment(7, "text1", name)).isEqualTo("hls/7/text1/2026112013/" + name + ".vtt");
        assertThat(SegmentForm.of("text1", Container.FMP4).meta().contentType()).isEqualTo("text/vtt");
        assertThat(SegmentKeys.segment(7, "audio1", name)).endsWith(".ts");
        assertThat(SegmentForm.of("audio1", Container.MPEG_TS).meta().contentType())
                .isEqualTo("video/mp2t");
        assertThatIllegalArgumentException().isThrownBy(() -> text("sub1", "en", null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> sound("text1", "en", null, 1));
    }

    @Test
    void windowsStoredBeforeThereWasAChoiceAreRead() {
        ItemCodec<LiveWindow> codec = ItemCodec.of(LiveWindow.class);
        LiveWindow window = LiveWindow.empty(1, 4, 2, T0).withRenditions(List.of(HIGH, ENGLISH, TEXT), T0);
        Body body = codec.encode(window);
        assertThat(codec.decode(new Item(new Key("LIVE#1", "WINDOW"), body, 1))).isEqualTo(window);
        String older = body.json().replaceAll(",\"track\":\\{[^}]*}", "");
        assertThat(older).doesNotContain("track").contains("audio1");
        assertThat(codec.decode(new Item(new Key("LIVE#1", "WINDOW"), Body.of(1, older), 1))
                        .renditions())
                .allMatch(one -> one.track() == null);
    }
}
