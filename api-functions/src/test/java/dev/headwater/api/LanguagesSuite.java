package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import dev.headwater.core.media.Track.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel in two languages, with subtitles. */
abstract class LanguagesSuite extends HttpSuite {
    private static final Rendition VIDEO = new Rendition(
            "720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 9, 9, new Track(Kind.VIDEO, "de", null, true));
    private static final Rendition ENGLISH =
            new Rendition("audio1", "mp4a.40.2", 0, 0, 0, 1, 1, new Track(Kind.AUDIO, "en", null, false));
    private static final Rendition SUBTITLES =
            new Rendition("text1", "", 0, 0, 0, 1, 1, new Track(Kind.SUBTITLES, "en", null, false));

    private final Fill fill = new Fill(headend);
    private int channel;
    private String media;

    @Override
    void fill() {
        fill.line("ada", "s3cret-word");
        channel = fill.channelOnAir("One").id();
        fill.onAir(channel, List.of(VIDEO, ENGLISH, SUBTITLES), 6);
        fill.edge("edge-1", 8081);
        fill.slates();
    }

    @BeforeEach
    void aPlayer() {
        media = app.mediaPath(channel);
    }

    private String of(String rendition, String file) {
        return media.replaceAll("/[^/]+/[^/]+$", "/" + rendition + "/" + file);
    }

    private String first(String rendition) {
        return app.get(of(rendition, "index.m3u8"))
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePictureIsWhatIsPlayedFirst() {
        assertThat(media).contains("/720p/");
    }

    @Test
    void allAreCutAlikeAndNamedAlike() {
        assertThat(first("720p")).endsWith(".ts").isEqualTo(first("audio1"));
        assertThat(first("text1")).isEqualTo(first("720p").replace(".ts", ".vtt"));
    }

    @Test
    void eachIsRedirectedToWhereItLies() {
        for (String rendition : List.of("720p", "audio1", "text1")) {
            String segment = first(rendition);
            Reply reply = app.get(of(rendition, segment));
            assertThat(reply.status()).as(rendition).isEqualTo(302);
            assertThat(reply.header("Location").orElseThrow())
                    .contains("/hls/" + channel + "/" + rendition + "/")
                    .contains("/" + segment + "?");
        }
    }

    @Test
    void aSegmentHasNoOtherEnding() {
        assertThat(app.get(of("text1", first("720p"))).status()).isEqualTo(404);
        assertThat(app.get(of("720p", first("text1"))).status()).isEqualTo(404);
        assertThat(app.get(of("text9", "index.m3u8")).status()).isEqualTo(404);
    }
}
