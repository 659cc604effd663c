package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headwater.core.hls.WebVtt.Cue;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebVttTest {
    @Test
    void cuesStandInTheTimeOfTheMediaBesideThem() {
        assertThat(WebVtt.segment(90_000, List.of(new Cue(1500, 3250, "Hello"), new Cue(3_723_004, 3_724_000, "A\nB"))))
                .isEqualTo("""
                        WEBVTT
                        X-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:00.000

                        00:00:01.500 --> 00:00:03.250
                        Hello

                        01:02:03.004 --> 01:02:04.000
                        A
                        B
                        """);
    }

    @Test
    void aSegmentMayHoldNothing() {
        assertThat(WebVtt.segment(0, List.of())).isEqualTo("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n");
    }

    @Test
    void timeStampsWrapAsThoseOfTheMediaDo() {
        assertThat(WebVtt.segment((1L << 33) + 7, List.of())).contains("MPEGTS:7,");
    }

    @Test
    void noTextEndsItsCueOrBeginsAnother() {
        String text = "<b>1 & 2</b>\n\n\r\n00:00:00.000 --> 00:00:09.000\nNOTE";
        assertThat(WebVtt.segment(0, List.of(new Cue(0, 1, text)))).endsWith("""

                00:00:00.000 --> 00:00:00.001
                &lt;b&gt;1 &amp; 2&lt;/b&gt;
                00:00:00.000 --&gt; 00:00:09.000
                NOTE
                """);
    }

    @Test
    void aCueIsShownForAWhile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cue(5, 5, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cue(-1, 5, "x"));
    }
}
