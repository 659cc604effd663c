package dev.headwater.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read with a head. */
class FragmentedRulesTest {
    private static final int FIRST = 100;
    private static final int LAST = 120;

    private static FakeStream fragmented() {
        FakeStream stream = new FakeStream()
                .edit(
                        "master",
                        text -> text.replace(",mp4a.40.2", "")
                                .replace("AVERAGE-BANDWIDTH=32000", "AVERAGE-BANDWIDTH=1744"))
                .editBoth(FragmentedRulesTest::mapped);
        head(stream, "720p", TinyFmp4.head(1280, 720));
        head(stream, "360p", TinyFmp4.head(640, 360));
        for (String rendition : List.of("720p", "360p")) {
            for (int sequence = FIRST; sequence <= LAST; sequence++) {
                stream.answer(rendition + "/seg-" + sequence + ".m4s", new TinyFmp4(sequence).bytes());
            }
        }
        return stream;
    }

    private static String mapped(String text) {
        return text.replace(".ts", ".m4s")
                .replaceFirst("#EXT-X-PROGRAM", "#EXT-X-MAP:URI=\"head.mp4\"\n#EXT-X-PROGRAM");
    }

    private static void head(FakeStream stream, String rendition, byte[] bytes) {
        stream.answer(rendition + "/head.mp4", bytes);
    }

    private static FakeStream with(byte[] segment) {
        return fragmented().answer("360p/seg-102.m4s", segment);
    }

    private static String rule(Rule rule) {
        return rule.sentence();
    }

    @Test
    void whereNothingIsWrongNothingIsSaid() throws Exception {
        CheckReport report = fragmented().check();
        assertThat(report.isOk()).as("%s", report).isTrue();
        assertThat(report.toString()).doesNotContain("not looked into");
    }

    @Test
    void aSegmentBeginsWithAKeyFrameAndSaysSo() throws Exception {
        assertThat(with(new TinyFmp4(102).withoutIdr().bytes()).broken())
                .containsExactly(rule(new BeginsWithKeyFrame()));
        assertThat(with(new TinyFmp4(102).saidWithoutIdr().bytes()).broken())
                .containsExactly(rule(new BeginsWithKeyFrame()));
    }

    @Test
    void itsTimesRunOn() throws Exception {
        assertThat(with(new TinyFmp4(103).bytes()).broken()).contains(rule(new RunsOn()), rule(new LastsAsSaid()));
    }

    @Test
    void aHeadThatIsNotThereIsASegmentThatIsNotThere() throws Exception {
        FakeStream stream = fragmented();
        head(stream, "360p", null);
        assertThat(stream.broken()).contains(rule(new SegmentsExist()));
    }

    @Test
    void aHeadIsNamed() throws Exception {
        FakeStream stream = fragmented().edit("360p", text -> text.replace("#EXT-X-MAP:URI=\"head.mp4\"\n", ""));
        assertThat(stream.broken()).contains(rule(new WholeTransport()));
    }

    @Test
    void aHeadOfOtherPicturesIsFoundOut() throws Exception {
        FakeStream stream = fragmented();
        head(stream, "360p", TinyFmp4.head(1280, 720));
        assertThat(stream.broken()).containsExactly(rule(new PictureAgrees()));
    }

    @Test
    void theVersionIsHighEnough() throws Exception {
        assertThat(fragmented()
                        .editBoth(text -> text.replace("VERSION:6", "VERSION:5"))
                        .broken())
                .containsExactly(rule(new VersionCovers()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 100, 250, 300})
    void whatIsCutOffIsNoSegment(int length) throws Exception {
        byte[] whole = new TinyFmp4(102).bytes();
        assertThat(with(Arrays.copyOf(whole, Math.min(length, whole.length - 1)))
                        .broken())
                .contains(rule(new WholeTransport()));
    }

    @Test
    void whatHasNoTimeIsNoSegment() throws Exception {
        assertThat(with(new TinyFmp4(102).untimed().bytes()).broken()).contains(rule(new WholeTransport()));
    }
}
