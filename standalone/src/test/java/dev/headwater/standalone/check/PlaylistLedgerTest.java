package dev.headwater.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written down of a playlist over a long time. */
class PlaylistLedgerTest {
    @Test
    void newSegmentsAreSeenAndNothingIsWrong() {
        PlaylistLedger ledger = ledger(new FakeStream());
        assertThat(ledger.lastSequence()).isEqualTo(-1);
        assertThat(ledger.poll()).isTrue();
        assertThat(ledger.lastSequence()).isEqualTo(105);
        assertThat(ledger.poll()).isFalse();
        assertThat(ledger.poll()).isTrue();
        assertThat(ledger.lastSequence()).isEqualTo(106);
        assertThat(broken(ledger)).isEmpty();
        assertThat(ledger.missingSeconds(100)).isZero();
    }

    @Test
    void whatNobodyAnswersIsAskedForAgain() {
        FakeStream stream = new FakeStream().answer("720p/index.m3u8", null);
        PlaylistLedger ledger = ledger(stream);
        assertThat(ledger.poll()).isFalse();
        assertThat(ledger.poll()).isFalse();
        assertThat(ledger.lastSequence()).isEqualTo(-1);
        assertThat(broken(ledger)).isEmpty();
    }

    @Test
    void aSlateIsNoPartOfTheChannel() {
        PlaylistLedger ledger = ledger(new FakeStream().edit("720p/1", text -> text + "#EXT-X-ENDLIST\n"));
        assertThat(ledger.poll()).isTrue();
        assertThat(ledger.poll()).isFalse();
        assertThat(ledger.poll()).isTrue();
        assertThat(broken(ledger)).isEmpty();
    }

    @Test
    void timeWithoutSegmentsIsCounted() {
        FakeStream stream = new FakeStream().edit("720p", PlaylistLedgerTest::laterFrom103);
        PlaylistLedger ledger = ledger(stream);
        ledger.poll();
        assertThat(ledger.missingSeconds(100)).isEqualTo(10);
        assertThat(ledger.missingSeconds(103)).isZero();
        assertThat(broken(ledger)).isEmpty();
    }

    @Test
    void aSequenceThatGoesBackIsFound() {
        FakeStream stream =
                new FakeStream().edit("720p/4", text -> text.replace("MEDIA-SEQUENCE:102", "MEDIA-SEQUENCE:99"));
        PlaylistLedger ledger = ledger(stream);
        for (int i = 0; i < 6; i++) {
            ledger.poll();
        }
        assertThat(broken(ledger)).contains(new SequencesGrow().sentence());
    }

    private static PlaylistLedger ledger(FakeStream stream) {
        return new PlaylistLedger(stream, FakeStream.MASTER);
    }

    private static List<String> broken(PlaylistLedger ledger) {
        return ledger.rules().stream()
                .filter(line -> line.result() == CheckReport.Result.BROKEN)
                .map(CheckReport.Line::rule)
                .toList();
    }

    /** From 00:03:26 on, ten seconds later and behind a discontinuity. */
    private static String laterFrom103(String text) {
        String later = text.replace("00:03:30Z", "00:03:40Z")
                .replace("00:03:28Z", "00:03:38Z")
                .replace("00:03:26Z", "00:03:36Z");
        return later.replace(
                "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:03:36Z",
                "#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:03:36Z");
    }
}
