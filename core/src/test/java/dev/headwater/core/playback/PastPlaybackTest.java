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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        List<Recorded> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant start = from.plusSeconds(2L * i);
            String name = SegmentName.of(start, 1, number, number).toString();
            segments.add(new Recorded(
                    new Segment(name, 2000, start, false),
                    format,
                    format.names().stream().map(rendition -> 188L * 100).toList()));
            number++;
        }
        archive.tape(CHANNEL, 1).append(segments);
        return segments.stream().map(one -> one.segment().name() + ".ts").toList();
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
    void whatIsOlderThanTheChannelKeepsIsNotShown() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        List<String> all = record(yesterday.minusSeconds(10), 10, LADDER);
        assertThat(uris(media(enter(new Span(yesterday.minusSeconds(600), Duration.ofHours(1))))))
                .isEqualTo(all.subList(5, 10));
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
        assertThat(playback.segment(
                        parts[3], "720p", uris(media(entry)).getFirst().replace(".ts", ""), WATCHING, HOST))
                .isInstanceOf(Answer.Redirect.class);
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

    @Test
    void filmsAndUnknownChannelsHaveNoPast() {
        Span span = new Span(then, Duration.ofSeconds(20));
        assertThat(playback.past(ADA, 77, span, WATCHING)).isEqualTo(new StreamAnswer.Refused(Refusal.UNKNOWN));
        assertThat(playback.past(ADA, OTHERS_CHANNEL, span, WATCHING))
                .isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.enter(ADA, 77, span, WATCHING, "")).isEqualTo(refused(Refusal.UNKNOWN));
    }
}
