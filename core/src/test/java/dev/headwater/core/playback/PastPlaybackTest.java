package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Span;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PastPlaybackTest extends PlaybackFixture {
    private static final Format LADDER = new Format(
            2,
            List.of(
                    new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000),
                    new Rendition("360p", "avc1.4d401e,mp4a.40.2", 640, 360, 25, 500_000, 400_000)));
    private static final Format COPIED = new Format(
            5, List.of(new Rendition("source", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_500_000, 2_000_000)));
    private static final Viewer LOOKING = new Viewer(TV, null, false);
    private static final Viewer PHONE = new Viewer(new ClientIdentity("192.0.2.2", "Phone"), null, true);

    private Instant then = Instant.EPOCH;
    private int number;
    private long bytes = 188L * 100;

    @BeforeEach
    void anHourAgo() {
        keepFor(1);
        then = clock.instant().minus(Duration.ofHours(1));
    }

    private void keepFor(int days) {
        Channel was = channels.find(CHANNEL).orElseThrow();
        channels.save(
                new Channel(CHANNEL, was.listed(), 0, was.sources(), "small", null, days, false, Channel.Run.ALWAYS));
        clock.advance(Duration.ofSeconds(1));
    }

    private List<String> record(Instant from, int count, Format format) {
        return record(from, count, format, null);
    }

    private List<String> record(Instant from, int count, Format format, @Nullable String head) {
        List<Recorded> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant start = from.plusSeconds(2L * i);
            String name = SegmentName.of(start, 1, number, number).toString();
            segments.add(new Recorded(
                    new Segment(name, 2000, start, false, null, head),
                    format,
                    format.names().stream().map(rendition -> bytes).toList()));
            number++;
        }
        archive.tape(CHANNEL, 1).append(segments);
        String extension = head == null ? ".ts" : ".m4s";
        return segments.stream().map(one -> one.segment().name() + extension).toList();
    }

    private Answer enter(Span span) {
        return playback.enter(ADA, CHANNEL, span, WATCHING, "/tv");
    }

    private String media(Answer entry) {
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        return text(playback.playlist(parts[3], parts[4], WATCHING));
    }

    @Test
    void aSpanThatIsOverIsWholeAndEnds() {
        List<String> all = record(then, 60, LADDER);
        Answer entry = enter(new Span(then.plusSeconds(10), Duration.ofSeconds(20)));
        assertThat(uris(text(entry)))
                .hasSize(2)
                .allMatch(uri -> uri.matches("/tv/play/[A-Za-z0-9_-]{80}/(720|360)p/index\\.m3u8"));
        String media = media(entry);
        assertThat(uris(media)).isEqualTo(all.subList(5, 15));
        assertThat(media)
                .contains("#EXT-X-PLAYLIST-TYPE:VOD\n", "#EXT-X-TARGETDURATION:2\n", "#EXT-X-PROGRAM-DATE-TIME:")
                .doesNotContain("#EXT-X-DISCONTINUITY")
                .endsWith("#EXT-X-ENDLIST\n");
    }

    /** A quiet beginning says nothing of what follows. */
    @Test
    void howMuchItTakesIsMeasuredOfAllOfIt() {
        bytes = 188 * 100;
        record(then, 10, LADDER);
        bytes = 188 * 10_000;
        record(then.plusSeconds(20), 10, LADDER);
        assertThat(text(enter(new Span(then, Duration.ofSeconds(40)))))
                .contains("BANDWIDTH=7520000,AVERAGE-BANDWIDTH=3797600,");
        bytes = 0;
        clock.advance(Duration.ofMinutes(1));
        record(then.plusSeconds(40), 10, LADDER);
        assertThat(text(enter(new Span(then.plusSeconds(40), Duration.ofSeconds(20)))))
                .as("as far as it was kept")
                .contains("BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1800000,");
    }

    @Test
    void aStartBeforeTheFirstThatIsKeptBeginsThere() {
        List<String> all = record(then, 10, LADDER);
        assertThat(uris(media(enter(new Span(then.minusSeconds(600), Duration.ofHours(2))))))
                .isEqualTo(all);
    }

    @Test
    void aSpanThatHoldsNothingIsNone() {
        record(then, 10, LADDER);
        assertThat(enter(new Span(then.minusSeconds(600), Duration.ofSeconds(600))))
                .isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(enter(new Span(then.plusSeconds(20), Duration.ofSeconds(60))))
                .isEqualTo(refused(Refusal.UNKNOWN));
        assertThat(enter(new Span(clock.instant().plusSeconds(60), Duration.ofHours(1))))
                .isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void ofAChannelThatKeepsNothingThereIsNone() {
        record(then, 10, LADDER);
        keepFor(0);
        assertThat(enter(new Span(then, Duration.ofSeconds(20)))).isEqualTo(refused(Refusal.UNKNOWN));
    }

    @Test
    void hoursThatAreOlderThanTheChannelKeepsAreNotShown() {
        Instant hour = clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
        List<String> all = record(hour.minusSeconds(11), 10, LADDER);
        assertThat(uris(media(enter(new Span(hour.minusSeconds(600), Duration.ofHours(1))))))
                .as("what began in the hour")
                .isEqualTo(all.subList(6, 10));
    }

    /** Players ask for parts of a file all along, and for another rendition in the middle. */
    @Test
    void aPieceThatIsAboutToGoIsTheSameAtEveryLook() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        List<String> all = record(yesterday.minusSeconds(60), 3000, LADDER);
        Span span = new Span(yesterday.minusSeconds(600), Duration.ofHours(2));
        Answer entry = enter(span);
        String media = media(entry);
        assertThat(uris(media)).isEqualTo(all.subList(all.size() - uris(media).size(), all.size()));
        int segments = replays(span).segments().size();
        clock.advance(Duration.ofMinutes(20));
        assertThat(media(entry)).isEqualTo(media);
        assertThat(replays(span).segments()).hasSize(segments);
        clock.advance(Duration.ofMinutes(50));
        assertThat(media(entry))
                .as("in the next hour, too, to who came in before")
                .isEqualTo(media);
    }

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
    void aGapIsSaid() {
        record(then, 5, LADDER);
        number += 2;
        List<String> later = record(then.plusSeconds(14), 5, LADDER);
        String media = media(enter(new Span(then, Duration.ofSeconds(30))));
        assertThat(media.lines().filter("#EXT-X-DISCONTINUITY"::equals)).hasSize(1);
        assertThat(media.substring(media.indexOf("#EXT-X-DISCONTINUITY"))).contains(later.getFirst());
        assertThat(uris(media)).hasSize(10);
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
    void startOverGrowsUntilItIsOver() {
        Instant start = clock.instant().minusSeconds(20);
        List<String> all = new ArrayList<>(record(start, 10, LADDER));
        Span span = new Span(start, Duration.ofSeconds(40));
        Answer entry = enter(span);
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        String media = text(playback.playlist(parts[3], parts[4], WATCHING));
        assertThat(media)
                .contains("#EXT-X-PLAYLIST-TYPE:EVENT\n", "#EXT-X-START:TIME-OFFSET=0\n")
                .doesNotContain("#EXT-X-ENDLIST");
        assertThat(uris(media)).isEqualTo(all);

        clock.advance(Duration.ofSeconds(10));
        all.addAll(record(start.plusSeconds(20), 5, LADDER));
        String grown = text(playback.playlist(parts[3], parts[4], WATCHING));
        assertThat(grown).startsWith(media);
        assertThat(uris(grown)).isEqualTo(all);

        clock.advance(Duration.ofSeconds(12));
        all.addAll(record(start.plusSeconds(30), 10, LADDER));
        String whole = text(playback.playlist(parts[3], parts[4], WATCHING));
        assertThat(whole).startsWith(grown).endsWith("#EXT-X-ENDLIST\n");
        assertThat(uris(whole)).isEqualTo(all.subList(0, 20));
    }

    @Test
    void onlyAMediaPlaylistTakesAConnection() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        Answer entry = enter(span);
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        playback.playlist(parts[3], parts[4], LOOKING);
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING)).isInstanceOf(StreamAnswer.Replays.class);
        assertThat(sessions.live(1, ONE)).isEmpty();
        playback.playlist(parts[3], parts[4], WATCHING);
        assertThat(sessions.live(1, ONE)).hasSize(1);
        assertThat(playback.segment(parts[3], "720p", uris(media(entry)).getFirst(), WATCHING, HOST))
                .isInstanceOf(Answer.Redirect.class);
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

    /** A player asks for thousands of them: each would read the whole piece. */
    @Test
    void aSegmentIsFoundWithoutALookAtTheArchive() {
        record(then, 10, LADDER);
        Answer entry = enter(new Span(then, Duration.ofSeconds(20)));
        String ticket = uris(text(entry)).getFirst().split("/", -1)[3];
        String segment = uris(media(entry)).getFirst();
        clock.advance(Duration.ofMinutes(5));
        int before = archiveReads.get();
        assertThat(playback.segment(ticket, "720p", segment, WATCHING, HOST)).isInstanceOf(Answer.Redirect.class);
        assertThat(archiveReads).hasValue(before);
        assertThat(sessions.live(1, ONE)).as("it takes its connection again").hasSize(1);
    }

    @Test
    void whoIsPutOutIsToldBehindWhatItKnows() {
        Instant start = clock.instant().minusSeconds(20);
        record(start, 10, LADDER);
        Answer entry = enter(new Span(start, Duration.ofHours(1)));
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        playback.playlist(parts[3], parts[4], WATCHING);
        clock.advance(Duration.ofSeconds(1));
        set(clock.instant().minusSeconds(1), LineStatus.ACTIVE);
        clock.advance(Duration.ofSeconds(1));
        String media = text(playback.playlist(parts[3], parts[4], WATCHING));
        assertThat(media.lines().filter("#EXT-X-GAP"::equals)).hasSize(10);
        assertThat(uris(media).getLast()).contains("/" + SlateReason.EXPIRED.rendition() + "/");
    }

    @Test
    void aFileIsOneSessionOfItsDeviceHoweverOftenItIsAskedFor() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        for (int i = 0; i < 3; i++) {
            StreamAnswer.Replays file = (StreamAnswer.Replays) playback.past(ADA, CHANNEL, span, WATCHING);
            assertThat(file.segments()).hasSize(10);
            assertThat(file.seat().look()).isEqualTo(new Seat.Standing.Plays());
            file.seat().close();
            clock.advance(Duration.ofSeconds(5));
        }
        assertThat(sessions.live(1, ONE)).hasSize(1);
        StreamAnswer.Elsewhere elsewhere =
                (StreamAnswer.Elsewhere) playback.pastElsewhere(ADA, CHANNEL, span, WATCHING);
        StreamAnswer.Replays there = (StreamAnswer.Replays) playback.stream(elsewhere.ticket(), WATCHING);
        assertThat(there.seat().look()).isEqualTo(new Seat.Standing.Plays());
        assertThat(sessions.live(1, ONE)).hasSize(1);

        String session = sessions.live(1, ONE).getFirst().id();
        sessions.close(1, session);
        clock.advance(Duration.ofSeconds(1));
        assertThat(there.seat().look()).isEqualTo(new Seat.Standing.Over());
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING)).isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.past(ADA, CHANNEL, span, PHONE)).isInstanceOf(StreamAnswer.Replays.class);
    }

    /** From a piece as one file to the live channel, and back to it. */
    @Test
    void whoZapsAwayFromAFileComesBackToIt() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        StreamAnswer.Replays file = replays(span);
        file.seat().look();
        clock.advance(Duration.ofSeconds(1));
        StreamAnswer.Plays live = (StreamAnswer.Plays) playback.stream(ADA, CHANNEL, WATCHING);
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofSeconds(1));
            assertThat(live.seat().look()).isEqualTo(new Seat.Standing.Plays());
        }
        live.seat().close();
        assertThat(file.seat().look())
                .as("a seat that was taken away is not taken back")
                .isInstanceOf(Seat.Standing.Ends.class);
        assertThat(replays(span).seat().look()).isEqualTo(new Seat.Standing.Plays());
        assertThat(sessions.live(1, ONE)).hasSize(1);
    }

    @Test
    void whoIsPutOutOfAFileByAnotherDeviceWaitsAMinute() {
        record(then, 10, LADDER);
        Span span = new Span(then, Duration.ofSeconds(20));
        replays(span).seat().look();
        clock.advance(Duration.ofSeconds(1));
        playback.stream(ADA, CHANNEL, PHONE);
        assertThat(playback.past(ADA, CHANNEL, span, WATCHING)).isEqualTo(new StreamAnswer.Shows(SlateReason.IN_USE));
        clock.advance(Duration.ofSeconds(61));
        assertThat(replays(span).seat().look()).isEqualTo(new Seat.Standing.Plays());
    }

    private StreamAnswer.Replays replays(Span span) {
        return (StreamAnswer.Replays) playback.past(ADA, CHANNEL, span, WATCHING);
    }

    @Test
    void filmsAndUnknownChannelsHaveNoPast() {
        Span span = new Span(then, Duration.ofSeconds(20));
        assertThat(playback.past(ADA, 77, span, WATCHING)).isEqualTo(new StreamAnswer.Refused(Refusal.UNKNOWN));
        assertThat(playback.past(ADA, OTHERS_CHANNEL, span, WATCHING))
                .isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.enter(ADA, 77, span, WATCHING, "")).isEqualTo(refused(Refusal.UNKNOWN));
    }
}
