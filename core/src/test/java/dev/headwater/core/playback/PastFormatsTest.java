package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Span;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The past of a channel that was made otherwise meanwhile. */
class PastFormatsTest extends PastFixture {
    @Test
    void languagesAndSubtitlesArePartOfThePastAndAreNotMissedWhereTheyWereNotMade() {
        Format before = new Format(
                5,
                List.of(
                        new Rendition(
                                "source",
                                "avc1.4d401f,mp4a.40.2",
                                1280,
                                720,
                                25,
                                2_500_000,
                                2_000_000,
                                new Track(Track.Kind.VIDEO, "de", null, true)),
                        new Rendition(
                                "audio1", "mp4a.40.2", 0, 0, 0, 9, 9, new Track(Track.Kind.AUDIO, "en", null, false)),
                        new Rendition("text1", "", 0, 0, 0, 9, 9, new Track(Track.Kind.SUBTITLES, "en", null, false))));
        List<String> all = record(then, 5, before);
        List<String> later = record(then.plusSeconds(10), 5, COPIED);
        Answer entry = enter(new Span(then, Duration.ofSeconds(20)));
        assertThat(text(entry))
                .contains("LANGUAGE=\"de\"", "LANGUAGE=\"en\"", "/audio1/index.m3u8", "/text1/index.m3u8");
        String ticket = uris(text(entry)).getFirst().split("/", -1)[3];

        String sound = text(playback.playlist(ticket, "audio1", WATCHING));
        assertThat(uris(sound).subList(0, 5)).isEqualTo(all);
        assertThat(uris(sound).subList(5, 10))
                .isEqualTo(later.stream().map("../source/"::concat).toList());
        String texts = text(playback.playlist(ticket, "text1", WATCHING));
        assertThat(uris(texts)).hasSize(10).allMatch(uri -> uri.endsWith(".vtt"));
        assertThat(texts.substring(0, texts.indexOf("#EXT-X-DISCONTINUITY"))).doesNotContain("#EXT-X-GAP");
        assertThat(texts.lines().filter("#EXT-X-GAP"::equals)).hasSize(5);
        assertThat(texts).contains("#EXT-X-VERSION:8\n");
    }

    /** Pictures are nothing to a player of a sound. */
    @Test
    void whereSoundsAreApartTheMainOneStandsInForALanguageThatWasNotMadeAnyMore() {
        Rendition pictures = new Rendition("sourcev", "avc1.4d401f", 1280, 720, 25, 2_500_000, 2_000_000);
        Rendition main = sound("audio0", "de");
        Rendition english = sound("audio1", "en");
        Rendition french = sound("audio2", "fr");
        List<String> all = record(then, 5, new Format(5, List.of(pictures, main, english, french)));
        List<String> later = record(then.plusSeconds(10), 5, new Format(5, List.of(pictures, main, english)));
        String ticket = uris(text(enter(new Span(then, Duration.ofSeconds(20)))))
                .getFirst()
                .split("/", -1)[3];

        List<String> heard = uris(text(playback.playlist(ticket, "audio2", WATCHING)));
        assertThat(heard.subList(0, 5)).isEqualTo(all);
        assertThat(heard.subList(5, 10))
                .isEqualTo(later.stream().map("../audio0/"::concat).toList());
    }

    private static Rendition sound(String name, String language) {
        Track track = new Track(Track.Kind.AUDIO, language, null, name.equals("audio0"));
        return new Rendition(name, "mp4a.40.2", 0, 0, 0, 9, 9, track);
    }

    @Test
    void whereAChannelWasMadeOtherwiseMeanwhileTheNextBestIsPlayed() {
        List<String> ladder = record(then, 5, LADDER);
        List<String> copied = record(then.plusSeconds(10), 5, COPIED);
        List<String> uris = uris(media(enter(new Span(then, Duration.ofSeconds(30)))));
        assertThat(uris.subList(0, 5)).isEqualTo(ladder);
        assertThat(uris.subList(5, 10))
                .isEqualTo(copied.stream().map(uri -> "../source/" + uri).toList());
    }

    @Test
    void whatGrowsStaysAsItWasSaidWhereTheChannelIsMadeOtherwise() {
        Instant start = clock.instant().minusSeconds(20);
        record(start, 10, LADDER);
        Answer entry = enter(new Span(start, Duration.ofSeconds(40)));
        String media = media(entry);
        clock.advance(Duration.ofSeconds(10));
        record(start.plusSeconds(20), 5, COPIED);
        assertThat(media(entry)).startsWith(media).contains("../source/");
    }

    @Test
    void whatIsReadWithAHeadIsAPlaylistAndNoFile() {
        String head = SegmentName.of(then, 1, 0, 0).toString();
        List<String> all = record(then, 10, LADDER, head);
        Span span = new Span(then, Duration.ofSeconds(20));
        String media = media(enter(span));
        assertThat(uris(media)).isEqualTo(all);
        assertThat(media).containsOnlyOnce("#EXT-X-MAP:URI=\"" + head + ".mp4\"\n");
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING))
                .isEqualTo(new StreamAnswer.Refused(Refusal.PLAYLISTS_ONLY));
    }

    @Test
    void whatFollowsAndIsOfAnotherKindIsAGap() {
        List<String> old = record(then, 5, LADDER, SegmentName.of(then, 1, 0, 0).toString());
        record(then.plusSeconds(10), 5, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        String media = media(enter(span));
        assertThat(media.split("#EXT-X-GAP\n", -1)).hasSize(6);
        assertThat(uris(media).subList(0, 5)).isEqualTo(old);
        StreamAnswer.Replays file = (StreamAnswer.Replays) playback.past(ADA, CHANNEL, span, WATCHING);
        assertThat(file.segments()).hasSize(5);
    }

    /** What players have begun with has its place for sound, or none; subtitles go on. */
    @Test
    void picturesThatLoseTheirSoundToARenditionAreAGapAndSubtitlesGoOn() {
        Rendition text = new Rendition("text1", "", 0, 0, 0, 2_000, 2_000);
        Rendition sound = new Rendition(Rendition.MAIN_SOUND, "mp4a.40.2", 0, 0, 0, 100_000, 90_000);
        Rendition whole = COPIED.renditions().getFirst();
        Rendition pictures =
                new Rendition(Rendition.pictures(whole.name()), "avc1.4d401f", 1280, 720, 25, 2_400_000, 1_900_000);
        Format before = new Format(5, List.of(whole, text));
        Format after = new Format(5, List.of(pictures, sound, text));
        String head = SegmentName.of(then, 1, 0, 0).toString();
        List<String> old = record(then, 5, before, head);
        List<String> later = record(then.plusSeconds(10), 5, after, head);
        record(then.plusSeconds(20), 5, before, head);

        Answer entry = enter(new Span(then, Duration.ofSeconds(20)));
        assertThat(media(entry)).doesNotContain("../").contains("#EXT-X-GAP\n" + later.getFirst());
        assertThat(uris(media(entry)).subList(0, 5)).isEqualTo(old);
        String ticket = uris(text(entry)).getFirst().split("/", -1)[3];
        assertThat(text(playback.playlist(ticket, "text1", WATCHING)))
                .doesNotContain("#EXT-X-GAP")
                .contains(later.getLast().replace(".m4s", ".vtt"));

        assertThat(media(enter(new Span(then.plusSeconds(10), Duration.ofSeconds(20)))))
                .doesNotContain("../")
                .contains("#EXT-X-GAP\n");
    }
}
