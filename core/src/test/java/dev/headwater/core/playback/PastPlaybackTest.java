package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.archive.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which hours of the past there are, and how they are told. */
class PastPlaybackTest extends PastFixture {
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
                .isEqualTo(refused(Refusal.NOT_KEPT));
        assertThat(enter(new Span(then.plusSeconds(20), Duration.ofSeconds(60))))
                .isEqualTo(refused(Refusal.NOT_KEPT));
        assertThat(enter(new Span(clock.instant().plusSeconds(60), Duration.ofHours(1))))
                .isEqualTo(refused(Refusal.NOT_KEPT));
    }

    @Test
    void ofAChannelThatKeepsNothingThereIsNone() {
        record(then, 10, LADDER);
        keepFor(0);
        assertThat(enter(new Span(then, Duration.ofSeconds(20)))).isEqualTo(refused(Refusal.NOT_KEPT));
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
    void filmsAndUnknownChannelsHaveNoPast() {
        Span span = new Span(then, Duration.ofSeconds(20));
        assertThat(playback.past(ADA, 77, span, WATCHING)).isEqualTo(new StreamAnswer.Refused(Refusal.UNKNOWN));
        assertThat(playback.past(ADA, OTHERS_CHANNEL, span, WATCHING))
                .isEqualTo(new StreamAnswer.Refused(Refusal.FORBIDDEN));
        assertThat(playback.enter(ADA, 77, span, WATCHING, "")).isEqualTo(refused(Refusal.UNKNOWN));
    }
}
