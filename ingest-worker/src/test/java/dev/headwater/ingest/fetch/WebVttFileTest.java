package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebVttFileTest {
    private static final long SECOND = 90_000;

    @Test
    void timesLieWhereTheHeaderSaysOnTheMediasClock() {
        String file = """
                WEBVTT - by somebody
                X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:02.000

                id
                00:03.000 --> 00:04.500 line:0
                One
                and two

                00:01:00.000 --> 00:01:01.000
                Three""";
        assertThat(WebVttFile.read("\ufeff" + file.replace("\n", "\r\n")))
                .containsExactly(
                        new TimedText(11 * SECOND, SECOND * 3 / 2, "One\nand two"),
                        new TimedText(68 * SECOND, SECOND, "Three"));
    }

    @Test
    void withoutAHeaderLineTheyAreTheMedias() {
        assertThat(WebVttFile.read("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n"))
                .containsExactly(new TimedText(SECOND, SECOND, "x"));
    }

    @Test
    void whatIsBrokenIsPassedOver() {
        assertThat(WebVttFile.read("""
                WEBVTT
                X-TIMESTAMP-MAP=nonsense

                STYLE
                ::cue {}

                1 --> 2
                no

                00:05.000 --> 00:04.000
                back

                00:01.000 --> 00:02.000

                99999:59:59.999 --> 99999:99:99.999
                late
                """)).hasSize(1);
        assertThat(WebVttFile.read("")).isEmpty();
        assertThat(WebVttFile.isOne("WEBVTT\n")).isTrue();
        assertThat(WebVttFile.isOne("<html>")).isFalse();
    }

    @Test
    void aFileWithoutMeasureIsCutOff() {
        String cue = "00:01.000 --> 00:02.000\n" + "x".repeat(10) + "\n\n";
        assertThat(WebVttFile.read("WEBVTT\n\n" + cue.repeat(WebVttFile.MOST_TEXTS + 10)))
                .hasSize(WebVttFile.MOST_TEXTS);
    }

    @Test
    void theClockGoesRoundAndRound() {
        long wrap = 1L << 33;
        assertThat(SubtitleReader.nearest(10, wrap - 10)).isEqualTo(wrap + 10);
        assertThat(SubtitleReader.nearest(wrap - 10, 10)).isEqualTo(-10);
        assertThat(SubtitleReader.nearest(5 * wrap + 7, -3)).isEqualTo(7);
    }
}
